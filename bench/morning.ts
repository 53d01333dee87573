/** A short checklist that one person ticks. */
export const STEPS = 3;

export const MORNING = `sop: morning
title: Morning
presentation: checklist
roles:
  - {id: opener, title: Opener}
steps:
${Array.from({ length: STEPS }, (_, step) => `  - {id: s${step}, title: Check ${step + 1}, role: opener}`).join('\n')}
`;
