/** Messages as the page gets them: cards drawn for the reader, with files and how many replied. */
import { type Format, toAdaptive } from '../../cards/adaptive.ts';
import type { Card } from '../../cards/card.ts';
import { chartSvgs, type Svgs } from '../../cards/chart-svg.ts';
import type { Answer } from '../../runtime/conversation.ts';
import type { Db } from '../../store/database.ts';
import { listWebFiles } from '../../store/web-files.ts';
import { countWebReplies } from '../../store/web-messages.ts';
import type { WebMessageRow } from '../../store/web-tables.ts';
import { addressOf } from './address.ts';
import type { Kept } from './chat.ts';
import { addressOfFile, cardFormat, type Reader } from './reader.ts';

/** Faces shown beside "3 replies". */
const FACES = 4;

export interface ShownMessage {
  readonly id: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly author: string | null;
  readonly text: string;
  /** Adaptive Card JSON, drawn for the reader. */
  readonly card: object | null;
  readonly tone: string | null;
  /** Its charts as SVG, by the addresses of their pictures. */
  readonly charts: Charts | null;
  readonly files: readonly { file: string; name: string; mime: string; bytes: number }[];
  readonly replies: Replies | null;
  readonly deleted: boolean;
  readonly order: number;
  readonly seq: number;
  readonly at: number;
}

interface Replies {
  readonly count: number;
  readonly lastAt: number;
  readonly authors: readonly (string | null)[];
}

export async function drawMessages(
  db: Db,
  workspace: string,
  rows: readonly WebMessageRow[],
  reader: Reader,
): Promise<ShownMessage[]> {
  const ids = rows.map((row) => row.id);
  const [files, replies] = await Promise.all([listWebFiles(db, workspace, ids), countWebReplies(db, workspace, ids)]);
  return rows.map((row) => {
    const kept = row.card === null ? undefined : (JSON.parse(row.card) as Kept);
    const own = row.deleted_at === null ? files.filter((file) => file.message_id === row.id) : [];
    return {
      id: row.id,
      channel: row.channel_id,
      thread: row.thread_id || null,
      author: row.author_id,
      text: row.text,
      card: kept ? toAdaptive(kept.card, formatOf(kept, row.channel_id, reader)) : null,
      tone: kept?.card.tone ?? null,
      charts: kept ? chartsIn(kept.card, row.id) : null,
      files: own.map(({ file, name, mime, bytes }) => ({ file, name, mime, bytes: Number(bytes) })),
      replies: repliesOf(replies.filter((reply) => reply.thread_id === row.id)),
      deleted: row.deleted_at !== null,
      order: Number(row.position),
      seq: Number(row.seq),
      at: Number(row.at),
    };
  });
}

/** An answer to one person, for the page. */
export function drawAnswer(answer: Answer, reader: Reader): object {
  switch (answer.type) {
    case 'none':
    case 'form':
      return answer;
    case 'card': {
      const { card, names } = answer;
      return {
        type: 'card',
        card: toAdaptive(card, cardFormat(names, reader)),
        tone: card.tone,
        charts: chartsIn(card, 'answer'),
        fallback: card.fallback,
      };
    }
    case 'file': {
      const { type, name, mime, text, bytes } = answer;
      return { type, name, mime, text, base64: Buffer.from(bytes).toString('base64') };
    }
  }
}

type Charts = Readonly<Record<string, Svgs>>;

/** `within`: the message they are in, for names that no other chart of the page has. */
function chartsIn({ elements }: Card, within: string): Charts | null {
  const charts = elements.flatMap((one): [string, Svgs][] => {
    if (one.type !== 'image' || !one.chart) return [];
    return [[addressOfFile(one.file), chartSvgs(one.chart, `chart-${within}-${one.file.slice(0, 12)}`)]];
  });
  return charts.length > 0 ? Object.fromEntries(charts) : null;
}

function formatOf({ names, posted = {} }: Kept, channel: string, reader: Reader): Format {
  return { ...cardFormat(names, reader), address: addressOf(channel, posted) };
}

function repliesOf(replies: readonly { author_id: string | null; replies: number; last_at: number }[]): Replies | null {
  if (replies.length === 0) return null;
  return {
    count: replies.reduce((sum, reply) => sum + reply.replies, 0),
    lastAt: Math.max(...replies.map((reply) => reply.last_at)),
    authors: replies.map((reply) => reply.author_id).slice(0, FACES),
  };
}
