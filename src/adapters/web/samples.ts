/** The two SOPs that the local workspace begins with. */
import type { publishSamples } from '../../runtime/publish-samples.ts';
import { LOCAL_WORKSPACE } from './seed.ts';

/** `templates`: the folder of the ready SOPs. */
export function samplesIn(templates: URL): Parameters<typeof publishSamples>[1] {
  const publisher = { type: 'member', id: 'eva', identity: 'web:eva' } as const;
  const template = (name: string) => new URL(`${name}.sop.yaml`, templates);
  return {
    ...{ workspace: LOCAL_WORKSPACE, publisher },
    samples: [
      { path: template('opening-checks'), key: 'kitchen-opening', title: 'Kitchen opening', place: 'web:kitchen' },
      { path: template('refund-approval'), key: 'order-refund', title: 'Refund of an order', place: 'web:support' },
    ],
  };
}
