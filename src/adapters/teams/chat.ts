/**
 * What is said to Teams, through the SDK's connector. With `bot.ts` this is the only file that knows the SDK: another one
 * means another `Connector`.
 */
import { ClaimsIdentity, type ConnectorClient, TeamsConnectorClient } from 'botframework-connector';
import { remember } from '../../runtime/remember.ts';
import type { Authentication } from './bot.ts';
import { type Address, type Connector, TeamsError } from './connector.ts';
import type { TeamsSettings } from './settings.ts';

/** Milliseconds that one call may take. */
const PATIENCE = 10_000;
/** Clients that are kept, one for each address of Teams. */
const MOST_CLIENTS = 20;
const AUDIENCE = 'https://api.botframework.com';

export function createConnector({ framework, tokenIn }: Authentication, settings: TeamsSettings): Connector {
  const { appId = '', patience = PATIENCE } = settings;
  const clients = new Map<string, Promise<ConnectorClient>>();

  const clientOf = (serviceUrl: string): Promise<ConnectorClient> => {
    const identity = new ClaimsIdentity(appId === '' ? [] : [{ type: 'aud', value: appId }], true);
    const create = () => framework.createConnectorFactory(identity).create(serviceUrl, AUDIENCE).then(sayingOnce);
    const client = clients.get(serviceUrl) ?? create();
    remember(MOST_CLIENTS, clients, [serviceUrl, client]);
    client.catch(() => clients.delete(serviceUrl));
    return client;
  };

  const called = async <Value>(
    { serviceUrl }: Pick<Address, 'serviceUrl'>,
    call: (client: ConnectorClient, options: object) => Promise<Value>,
  ): Promise<Value> => {
    try {
      return await call(await clientOf(serviceUrl), { abortSignal: AbortSignal.timeout(patience) });
    } catch (error) {
      throw teamsError(error);
    }
  };

  return {
    async send(where, activity) {
      const sent = await called(where, ({ conversations }, options) =>
        conversations.sendToConversation(conversationOf(where), spoken(where, activity) as never, options),
      );
      return sent.id;
    },

    async begin({ tenant, ...where }, activity) {
      const begun = await called(where, ({ conversations }, options) =>
        conversations.createConversation(
          {
            ...{ isGroup: true, bot: { id: where.bot, name: '' }, tenantId: tenant },
            channelData: { channel: { id: where.place }, tenant: { id: tenant } },
            activity: spoken(where, activity),
          } as never,
          options,
        ),
      );
      return begun.activityId ?? begun.id.split(';messageid=').at(-1) ?? '';
    },

    async update(where, id, activity) {
      await called(where, ({ conversations }, options) =>
        conversations.updateActivity(conversationOf(where), id, { ...spoken(where, activity), id } as never, options),
      );
    },

    async remove(where, id) {
      await called(where, ({ conversations }, options) =>
        conversations.deleteActivity(conversationOf(where), id, options),
      );
    },

    async open({ tenant, ...where }, user) {
      const opened = await called(where, ({ conversations }, options) =>
        conversations.createConversation(
          {
            ...{ isGroup: false, bot: { id: where.bot, name: '' }, members: [{ id: user, name: '' }] },
            ...{ tenantId: tenant, channelData: { tenant: { id: tenant } } },
          } as never,
          options,
        ),
      );
      return opened.id;
    },

    async person(where, user) {
      try {
        return await called(where, ({ conversations }, options) =>
          conversations.getConversationMember(where.place, user, options),
        );
      } catch (error) {
        if (error instanceof TeamsError && error.status === 404) return undefined;
        throw error;
      }
    },

    async channels({ team, ...where }) {
      const listed = await called(where, async (client, options) => {
        const teams = new TeamsConnectorClient(client.credentials, { baseUri: where.serviceUrl });
        return teams.teams.fetchChannelList(team, options);
      });
      // The first one has no name: it is called General in every language.
      return (listed.conversations ?? []).map(({ id = '', name }) => ({ id, name: name ?? 'General' }));
    },

    async group({ team, ...where }) {
      const { aadGroupId } = await called(where, async (client, options) =>
        new TeamsConnectorClient(client.credentials, { baseUri: where.serviceUrl }).teams.fetchTeamDetails(
          team,
          options,
        ),
      );
      return aadGroupId;
    },

    async token(audience, tenant) {
      try {
        return await tokenIn(tenant, audience);
      } catch (error) {
        throw teamsError(error);
      }
    },
  };
}

/**
 * The SDK tries again in silence what it got no answer to, and has no setting against it: an answer that was lost may stand
 * for a message that was said. What it only reads it may read again.
 */
function sayingOnce(client: ConnectorClient): ConnectorClient {
  const { pipeline } = (client as unknown as Inside).client;
  const [again] = pipeline.removePolicy({ phase: 'Retry' });
  if (!again) throw new Error('the SDK tries again in another way than it did');
  const name = 'sopwith_reads_again';
  const sendRequest: Policy['sendRequest'] = (request, next) =>
    request.method === 'GET' ? again.sendRequest(request, next) : next(request);
  pipeline.addPolicy({ name, sendRequest }, { phase: 'Retry' });
  return client;
}

/** What the SDK has inside (`@azure/core-rest-pipeline`). */
interface Inside {
  readonly client: {
    readonly pipeline: {
      removePolicy(which: { readonly phase: 'Retry' }): readonly Policy[];
      addPolicy(policy: Policy, when: { readonly phase: 'Retry' }): void;
    };
  };
}

interface Policy {
  readonly name: string;
  sendRequest(request: Asked, next: (request: Asked) => Promise<unknown>): Promise<unknown>;
}

interface Asked {
  readonly method: string;
}

function conversationOf({ place, thread }: Address): string {
  return thread === undefined ? place : `${place};messageid=${thread}`;
}

function spoken({ bot, ...where }: Address, activity: object): object {
  return { type: 'message', from: { id: bot }, conversation: { id: conversationOf({ ...where, bot }) }, ...activity };
}

/** The SDK's errors are its HTTP library's, or those of Microsoft's login: a secret that is not accepted is no answer of Teams. */
function teamsError(error: unknown): TeamsError {
  const failed = (typeof error === 'object' && error !== null ? error : {}) as Failed;
  const { errorCode = '' } = failed;
  const status = failed.statusCode ?? failed.response?.status ?? (errorCode === 'invalid_client' ? 401 : 0);
  const body = failed.details ?? failed.body ?? json(failed.response?.bodyAsText ?? '');
  const after = Number(failed.response?.headers?.get('retry-after') ?? Number.NaN);
  return new TeamsError(error instanceof Error ? error.message : String(error), {
    ...{ status, code: body?.error?.code ?? errorCode, cause: error },
    after: Number.isFinite(after) ? after * 1_000 : undefined,
  });
}

interface Failed {
  readonly statusCode?: number;
  /** The login's word for it. */
  readonly errorCode?: string;
  readonly details?: Body;
  readonly body?: Body;
  readonly response?: {
    readonly status?: number;
    readonly bodyAsText?: string | null;
    readonly headers?: { get(name: string): string | undefined };
  };
}

interface Body {
  readonly error?: { readonly code?: string };
}

function json(text: string): Body | undefined {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return undefined;
  }
}
