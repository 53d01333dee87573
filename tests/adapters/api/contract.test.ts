import { contract } from './contract.ts';

contract({ numRuns: 600, seed: 7 });
