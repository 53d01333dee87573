/** What the SOPs of several tests have in common, as YAML. */

/** The roles of the sample workspace's restaurant. */
export const RESTAURANT = `accountable_manager: restaurant_manager
exception_owner: shift_lead
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead}
  - {id: restaurant_manager, title: Restaurant manager}
`;

/** Everything but its steps is as short as a published SOP can be; each line is one step of Ana's. */
export function tea(...steps: readonly string[]): string {
  return `
sop: tea
title: Tea
purpose: There is tea.
roles:
  - {id: opener, title: Opener}
accountable_manager: opener
steps:
${steps.map((step) => `  - ${step}`).join('\n')}
retention: {keep: P1Y}
`;
}

/** One step with a reading and a photo that a shift lead approves. Each piece is appended to what it is named for. */
export function nightRound(more: {
  readonly reading?: string;
  readonly seal?: string;
  readonly step?: string;
}): string {
  return `
sop: night-round
title: Night round
purpose: Doors are locked and the meter is read.
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead, for: approver}
accountable_manager: shift_lead
steps:
  - id: meter
    title: Read the meter
    role: opener
    evidence:
      - {id: reading, title: Meter reading, type: number, unit: kWh${more.reading ?? ''}}
      - {id: seal, title: Photo of the seal, type: photo${more.seal ?? ''}}
    approval: {role: shift_lead}
    ${more.step ?? ''}
retention: {keep: P1Y}
`;
}
