/** The sections of a document as a tree, with the steps that each holds. */
import type { Block } from './document.ts';
import { DEEPEST, type Section } from './outline.ts';

export class SectionTree {
  readonly sections: readonly Section[];
  private readonly steps: ReadonlyMap<Section, number>;
  /** Steps in a section and below it, by its heading. */
  private readonly counts = new Map<Block, number>();
  /** Sections right below a heading. */
  private readonly inside = new Map<Block | undefined, Section[]>();
  private readonly kinds = new Map<Block, Set<Section['kind']>>();

  constructor(sections: readonly Section[], steps: ReadonlyMap<Section, number>) {
    this.sections = sections;
    this.steps = steps;
    for (const section of sections) {
      const count = steps.get(section) ?? 0;
      const line = section.heading ? [...section.above, section.heading] : section.above;
      for (const heading of line) this.counts.set(heading, (this.counts.get(heading) ?? 0) + count);
      if (!section.heading) continue;
      if (section.heading.level < DEEPEST)
        for (const heading of section.above) {
          const kinds = this.kinds.get(heading);
          if (kinds) kinds.add(section.kind);
          else this.kinds.set(heading, new Set([section.kind]));
        }
      const parent = section.above.at(-1);
      const siblings = this.inside.get(parent);
      if (siblings) siblings.push(section);
      else this.inside.set(parent, [section]);
    }
  }

  /** In the section itself. */
  stepsIn(section: Section): number {
    return this.steps.get(section) ?? 0;
  }

  /** In it and below it. */
  stepsBelow(section: Section): number {
    return section.heading ? (this.counts.get(section.heading) ?? 0) : 0;
  }

  below(heading: Block | undefined): readonly Section[] {
    return this.inside.get(heading) ?? [];
  }

  kindsBelow(section: Section): ReadonlySet<Section['kind']> {
    return (section.heading && this.kinds.get(section.heading)) || new Set();
  }
}
