/** What Slack says a file is, by the end of its name. */
export function mimetypeOf(name: string): string {
  return BY_ENDING[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';

const BY_ENDING: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: `${OFFICE}.wordprocessingml.document`,
  gif: 'image/gif',
  heic: 'image/heic',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  webp: 'image/webp',
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  zip: 'application/zip',
};
