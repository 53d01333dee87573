/** What PostgreSQL's refusals mean for whoever runs Sopwith. Codes: PostgreSQL documentation, appendix A. */
import { DatabaseError, VersionConflict } from './errors.ts';

/** Why no connection could be made, with what to do. Never tells the password. */
export function explainConnecting(error: unknown, url: string): unknown {
  const { host, pathname, username } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1)) || username;
  const advice = (text: string) => new DatabaseError(text, { cause: error });
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return advice(`No PostgreSQL answers at ${host}: start it, or correct DATABASE_URL.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return advice(`The host ${host} is not known: correct DATABASE_URL, or look at the network's name service.`);
    case '28P01':
    case '28000':
      return advice(`PostgreSQL at ${host} refused user "${username}": correct the user and password in DATABASE_URL.`);
    case '3D000':
      return advice(`PostgreSQL at ${host} has no database "${database}": create it, or correct DATABASE_URL.`);
    case '53300':
      return advice(`PostgreSQL at ${host} has no connection left: raise max_connections, or run fewer processes.`);
    case '57P03':
      return advice(`PostgreSQL at ${host} is starting or stopping: try again in a moment.`);
  }
  if (error instanceof Error && /timeout/i.test(error.message)) {
    return advice(
      `PostgreSQL at ${host} did not answer in time: check that it is running and can be reached from here.`,
    );
  }
  return advice(`PostgreSQL at ${host} could not be used (${messageOf(error)}): check it and DATABASE_URL.`);
}

/** A failed statement as what it means: a `VersionConflict` where trying again helps, else advice, else itself. */
export function explainQuery(error: Error): Error {
  switch (codeOf(error)) {
    case '23505': // unique violation
    case '40001': // serialization failure; also what sopwith_expect raises
    case '40P01': // deadlock
      return new VersionConflict(error.message, { cause: error });
    case '57014':
      return new DatabaseError(
        'PostgreSQL took longer than 30 seconds over one statement: look for what holds its locks.',
        {
          cause: error,
        },
      );
    case '53100':
      return new DatabaseError('The disk of PostgreSQL is full: make room, then try again; nothing was lost.', {
        cause: error,
      });
    case '25006':
      return new DatabaseError('PostgreSQL is read-only here (a standby?): point DATABASE_URL at the primary.', {
        cause: error,
      });
  }
  if (isLost(error)) {
    return new DatabaseError('The connection to PostgreSQL was lost: try again; what was committed is kept.', {
      cause: error,
    });
  }
  return error;
}

/** Whether the connection it happened on is of no more use. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(57P0[1-4]|08\d{3}|25P03)$/.test(code) || /^E[A-Z]+$/.test(code)) return true;
  if (error instanceof AggregateError) return true;
  if (error instanceof DatabaseError) return isLost(error.cause);
  return (
    error instanceof Error && /Connection terminated|Client has encountered a connection error/.test(error.message)
  );
}

function codeOf(error: unknown): string {
  // Node tries every address of a host, and gives all their errors together.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
