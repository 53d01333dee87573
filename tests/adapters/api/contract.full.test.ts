import { contract } from './contract.ts';

contract({ numRuns: 6_000, seed: 11 });
