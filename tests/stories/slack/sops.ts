/** Procedures of the office. */

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

/** Every kind of evidence in one step, with inputs, a decision and an approval. */
export const DELIVERY = `sop: delivery
title: Delivery
inputs:
  - {id: supplier, title: Supplier, type: text}
  - {id: amount, title: Amount, type: number, unit: EUR, max: 500}
  - {id: day, title: Day, type: date}
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
      - {id: note, title: Remark, type: text, required: false}
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
`;
