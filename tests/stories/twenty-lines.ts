/** A closing round of twenty lines that can all be done at once, and are all due at the same time: as a list on one card. */

const LINES = [
  ...[
    'Empty the bins',
    'Wipe the tables',
    'Wipe the counter',
    'Sweep the floor',
    'Mop the floor',
    'Turn the chairs up',
  ],
  ...['Wash the coffee machine', 'Drain the dishwasher', 'Fill the fridge', 'Check the toilets', 'Water the plants'],
  ...['Write the shopping list', 'Put the menus away', 'Music off', 'Close the shutters', 'Lights off'],
];

export const TWENTY = `sop: closing-round
title: Closing round
presentation: checklist
roles:
  - {id: cleaner, title: Cleaner}
  - {id: lead, title: Shift lead}
  - {id: manager, title: Manager}
accountable_manager: manager
exception_owner: lead
defaults:
  due: PT30M
  remind: PT10M
  escalate:
    - {after: PT15M, to: lead}
    - {after: PT45M, to: manager}
steps:
${LINES.map((title, index) => `  - {id: s${index}, title: ${title}, role: cleaner, needs: []}`).join('\n')}
  - id: fridge
    title: Read the fridge
    role: cleaner
    needs: []
    evidence:
      - {id: fridge_temp, title: Fridge temperature, type: number, unit: °C, min: 0, max: 5}
  - id: photo
    title: Photograph the kitchen
    role: cleaner
    needs: []
    evidence:
      - {id: kitchen_photo, title: Photo of the kitchen, type: photo}
  - {id: terrace, title: Bring the chairs in, role: cleaner, needs: [], skippable: true}
  - id: gas
    title: Close the gas
    role: cleaner
    needs: []
    evidence:
      - {id: gas_closed, title: Valve closed and tried, type: checkbox}
`;

/** Lines that nothing but a tick is asked of. */
export const TICKS: readonly string[] = LINES;
