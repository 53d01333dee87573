/** Alone, because on PostgreSQL the transactions of other tests hold back what happened, in whichever database they are. */
import { webhooksOn } from './webhooks.contract.ts';

webhooksOn('postgres');
