import fc from 'fast-check';
import { test } from 'vitest';
import { decideRun } from '../../src/engine/run/decide.ts';
import { evolveRun } from '../../src/engine/run/evolve.ts';
import { asked, definitions, moves, peoples, memberActor } from './run-random.ts';
import { objections } from './run-witness.ts';
test('hunt', () => {
  fc.assert(fc.property(definitions, peoples, moves, (definition, people, stream) => {
    const sop = { id: 's1', status: 'active', revision: 1 };
    let state = { status: 'none' }, now = 0, events = [];
    const ask = (c, actor) => { const d = decideRun(state, c, { now, actor, definition, sop, people }); if (d.status === 'refused') return; state = d.events.reduce(evolveRun, state); events.push(...d.events); };
    ask({ type: 'startRun', run: 'r1', sop: 's1', inputs: definition.inputs.length ? { amount: stream.length, flag: true } : {}, place: 'x' }, memberActor('m1'));
    for (const m of stream) { const [a, c] = asked(m, state, definition, people); ask(c, a); }
    const o = objections(definition, events, people);
    if (o.length) { console.log(JSON.stringify(definition.steps.map(({id,kind,needs,approval,evidence})=>({id,kind,needs,approval,ev:evidence.length})))); console.log(JSON.stringify(people)); for (const e of events) console.log(JSON.stringify(e)); throw new Error(o.join('; ')); }
  }), { numRuns: 6000, seed: Number(process.env.SEED ?? 1), endOnFailure: true });
}, 400000);
