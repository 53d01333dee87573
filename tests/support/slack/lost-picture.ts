/** Pictures that a card takes out of Slack: Slack refuses the card if it does not have one of them. */
import type { Workspace } from './emulator.ts';
import { isJson, objects, text } from './json.ts';

/** Whether the blocks name a file that was never there, or that somebody deleted. */
export function losesPicture({ rows }: Workspace, blocks: unknown): boolean {
  return objects(blocks).some(
    ({ slack_file }) => isJson(slack_file) && rows.files.findOneBy('file_id', text(slack_file.id)) === undefined,
  );
}
