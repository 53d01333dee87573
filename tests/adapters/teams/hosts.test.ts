/** Which addresses are taken for Microsoft's: the bot's token goes there, and files come from there. */
import { describe, expect, it } from 'vitest';
import { isFileHost, serviceUrlOf } from '../../../src/adapters/teams/hosts.ts';

const BOT = { appId: 'c3a1f0d2-6e4b-4b8a-8f57-90d1e2b7a4f6' };
const STAND_IN = { ...BOT, standIn: 'http://127.0.0.1:4100/_connector' };

describe('messages go to', () => {
  it.each([
    ['https://smba.trafficmanager.net/emea/', 'https://smba.trafficmanager.net/emea/'],
    ['https://smba.trafficmanager.net/amer', 'https://smba.trafficmanager.net/amer/'],
    ['https://smba.trafficmanager.net', 'https://smba.trafficmanager.net/'],
    ['https://smba.trafficmanager.net/de//', 'https://smba.trafficmanager.net/de/'],
    ['https://smba.trafficmanager.net:443/emea/', 'https://smba.trafficmanager.net/emea/'],
    ['HTTPS://SMBA.TrafficManager.NET/emea/', 'https://smba.trafficmanager.net/emea/'],
    ['https://smba.trafficmanager.net/emea/?a=1#b', 'https://smba.trafficmanager.net/emea/'],
    // Whoever reads addresses otherwise would go to the other host: what is kept cannot be misread.
    ['https://smba.trafficmanager.net\\@evil.example/', 'https://smba.trafficmanager.net/@evil.example/'],
    ['https://smba.infra.gcc.teams.microsoft.com/gcc', 'https://smba.infra.gcc.teams.microsoft.com/gcc/'],
    ['https://smba.infra.gov.teams.microsoft.us/gcch/', 'https://smba.infra.gov.teams.microsoft.us/gcch/'],
    ['https://smba.infra.dod.teams.microsoft.us/dod/', 'https://smba.infra.dod.teams.microsoft.us/dod/'],
  ])('%s', (url, address) => {
    expect(serviceUrlOf(url, BOT)).toBe(address);
    // Where a stand-in is set up besides, Microsoft's own stay what they are.
    expect(serviceUrlOf(url, STAND_IN)).toBe(address);
  });

  describe.each([
    ['a bot', BOT],
    ['a bot beside a stand-in', STAND_IN],
    ['anybody on this machine', {}],
  ] as const)('of %s never to', (_, settings) => {
    it.each([
      'http://smba.trafficmanager.net/emea/',
      'ftp://smba.trafficmanager.net/',
      'javascript:alert(1)',
      'https://smba.trafficmanager.net:8443/emea/',
      'https://smba.trafficmanager.net:80/emea/',
      'https://smba.trafficmanager.net.evil.example/emea/',
      'https://evil.example/smba.trafficmanager.net/',
      'https://evil.example/?https://smba.trafficmanager.net/',
      'https://evil.example#smba.trafficmanager.net',
      'https://evil-smba.trafficmanager.net/',
      'https://other.smba.trafficmanager.net/',
      'https://smbaXtrafficmanager.net/',
      'https://evil.trafficmanager.net/',
      'https://trafficmanager.net/',
      'https://smba.trafficmanager.net./emea/',
      'https://smba.trafficmanager.net@evil.example/',
      'https://user@smba.trafficmanager.net/',
      'https://user:word@smba.trafficmanager.net/emea/',
      'https://:word@smba.trafficmanager.net/emea/',
      'https://ѕmba.trafficmanager.net/',
      'https://teams.microsoft.com/',
      'https://10.0.0.7/',
      'http://127.0.0.1.evil.example/',
      'http://localhost.evil.example/',
      'http://169.254.169.254/latest/meta-data/',
      '//smba.trafficmanager.net/',
      'smba.trafficmanager.net',
      '',
      ' ',
    ])('“%s”', (url) => {
      expect(serviceUrlOf(url, settings)).toBeUndefined();
    });
  });

  it('a stand-in, at its own address alone', () => {
    expect(serviceUrlOf('http://127.0.0.1:4100/_connector', STAND_IN)).toBe('http://127.0.0.1:4100/_connector/');
    expect(serviceUrlOf('http://127.0.0.1:4100/elsewhere', STAND_IN)).toBe('http://127.0.0.1:4100/elsewhere/');
    for (const url of [
      'http://127.0.0.1:4101/_connector',
      'http://localhost:4100/_connector',
      'https://127.0.0.1:4100/_connector',
      'http://user@127.0.0.1:4100/_connector',
    ]) {
      expect({ url, address: serviceUrlOf(url, STAND_IN) }).toEqual({ url, address: undefined });
    }
  });

  it('this machine, only where anybody on it is believed to be Teams', () => {
    for (const url of ['http://localhost:56150/_connector/', 'http://127.0.0.1:9/', 'http://[::1]:9/']) {
      expect(serviceUrlOf(url, {})).toBe(url);
      expect(serviceUrlOf(url, BOT)).toBeUndefined();
      expect(serviceUrlOf(url, STAND_IN)).toBeUndefined();
    }
    // Then a stand-in narrows it down.
    expect(serviceUrlOf('http://127.0.0.1:9/', { standIn: 'http://127.0.0.1:4100' })).toBeUndefined();
  });
});

describe('files come from', () => {
  it.each([
    'https://harbour.sharepoint.com/sites/cafe/Shared%20Documents/a.pdf?tempauth=x',
    'https://harbour-my.sharepoint.com/personal/ana/Documents/a.pdf',
    'https://harbour.sharepoint.us/a',
    'https://harbour.sharepoint-mil.us/a',
    'https://harbour.sharepoint.de/a',
    'https://harbour.sharepoint.cn/a',
    'https://HARBOUR.SharePoint.com:443/a',
  ])('%s', (url) => {
    expect(isFileHost(url, BOT)).toBe(true);
  });

  describe.each([
    ['a bot', BOT],
    ['a bot beside a stand-in', STAND_IN],
    ['anybody on this machine', {}],
  ] as const)('for %s never from', (_, settings) => {
    it.each([
      'http://harbour.sharepoint.com/a',
      'https://harbour.sharepoint.com:8443/a',
      'https://sharepoint.com/a',
      'https://harbour.sharepoint.com.evil.example/a',
      'https://harbour.sharepoint.evil.example/a',
      'https://harboursharepoint.com/a',
      'https://a.b.sharepoint.com/a',
      'https://.sharepoint.com/a',
      'https://harbour.sharepoint.com./a',
      'https://harbour.sharepoint.com@evil.example/a',
      'https://user:word@harbour.sharepoint.com/a',
      'https://harbour.sharepoint.community/a',
      'https://harbour.sharepoint-mil.com/a',
      'https://a.b.svc.ms/a',
      'https://evilsvc.ms/a',
      'https://svc.ms.evil.example/a',
      'https://smba.trafficmanager.net/emea/',
      'https://graph.microsoft.com/v1.0/me',
      'https://onedrive.live.com/a',
      'file:///etc/passwd',
      'http://10.0.0.7/a',
      'data:text/plain,a',
      '/a',
      '',
    ])('“%s”', (url) => {
      expect(isFileHost(url, settings)).toBe(false);
    });
  });

  it('a stand-in, and this machine where anybody is believed', () => {
    expect(isFileHost('http://127.0.0.1:4100/files/1', STAND_IN)).toBe(true);
    expect(isFileHost('http://127.0.0.1:4101/files/1', STAND_IN)).toBe(false);
    expect(isFileHost('http://localhost:56150/files/1', {})).toBe(true);
    expect(isFileHost('http://localhost:56150/files/1', BOT)).toBe(false);
  });
});
