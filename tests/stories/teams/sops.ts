/** Procedures of the café. */

/** Every kind of input, of evidence, of step. */
export const DELIVERY = `sop: delivery
title: Delivery
inputs:
  - {id: supplier, title: Supplier, type: text}
  - {id: amount, title: Amount, type: number, unit: EUR, max: 500}
  - {id: day, title: Day, type: date}
  - {id: cold, title: Cold goods, type: checkbox, required: false}
  - id: kind
    title: Kind
    type: choice
    options: [{id: fresh, title: Fresh}, {id: frozen, title: Frozen}]
roles:
  - {id: receiver, title: Receiver}
  - {id: lead, title: Lead, for: approver}
  - {id: owner, title: Owner, for: exception_owner}
exception_owner: owner
steps:
  - id: check
    title: Check the goods
    role: receiver
    skippable: true
    evidence:
      - {id: temperature, title: Temperature, type: number, unit: °C}
      - id: state
        title: State
        type: choice
        options: [{id: good, title: Good}, {id: bad, title: Not good}]
      - {id: sealed, title: Sealed, type: checkbox, required: false}
      - {id: note, title: Remark, type: text, required: false}
      - {id: offer, title: Offer, type: link, required: false}
      - {id: name, title: Signed, type: signature}
      - {id: view, title: Picture, type: photo}
      - {id: sheet, title: Delivery note, type: file}
  - id: decide
    title: Decide on the goods
    role: receiver
    kind: decision
    options: [{id: keep, title: Keep them}, {id: return, title: Send them back}]
    evidence:
      - {id: why, title: Why, type: text}
  - id: sign
    title: Release the payment
    role: receiver
    approval: {role: lead}
  - {id: store, title: Store it, role: receiver, skippable: true}
`;

export const LONG = `sop: long
title: Long list
roles:
  - {id: receiver, title: Receiver}
steps:
${Array.from({ length: 40 }, (_, at) => `  - {id: s${at + 1}, title: Item ${at + 1} of the list, role: receiver}`).join('\n')}
`;

/** A photo, and a list if there is one. */
export const COUNTER = `sop: counter
title: Counter
roles:
  - {id: opener, title: Opener}
steps:
  - id: photo
    title: Photograph the counter
    role: opener
    evidence:
      - {id: photo, title: Photo, type: photo}
      - {id: list, title: List, type: file, required: false}
`;

/** A reading, then a switch. */
export const OPENING = `sop: opening
title: Opening
roles:
  - {id: opener, title: Opener}
steps:
  - id: fridge
    title: Read the fridge
    role: opener
    evidence:
      - {id: temperature, title: Fridge temperature, type: number, unit: °C, min: 0, max: 5}
  - {id: lights, title: Switch on the lights, role: opener}
`;
