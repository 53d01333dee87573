import { webhooksOn } from './webhooks.contract.ts';

webhooksOn('sqlite');
