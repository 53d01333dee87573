import { LOCAL_WORKSPACE } from '../../../src/adapters/web/seed.ts';
import { deleteWebMessage } from '../../../src/store/web-messages.ts';
import { addWebChannel } from '../../../src/store/web-places.ts';
import { DATABASES } from '../../support/database.ts';
import { chatContract } from '../chat.contract.ts';
import { createSetting, messagesOf } from './setting.ts';

for (const kind of DATABASES) {
  chatContract(`the local workspace (${kind})`, async () => {
    const { app, chat, db, end } = await createSetting({ kind });
    const workspace = LOCAL_WORKSPACE;
    for (const id of ['one', 'two']) await addWebChannel(db, { workspace, id, name: id, topic: '', position: 9 });
    return {
      ...{ chat, workspace, end, places: ['one', 'two'] },
      read: async (place, thread) => {
        const shown = await messagesOf(app, place, thread ? `?thread=${thread}` : '');
        return shown.filter((message) => !message.deleted).map((message) => JSON.stringify(message.card));
      },
      remove: async (_, id) => {
        await db.transaction((tx) => deleteWebMessage(tx, { workspace, id, at: 1 }));
      },
    };
  });
}
