import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TlsConfig } from '../config-stack';
import { run } from './processes';
import { needProgram, type Program } from './programs';
import type { Say } from './say';

const OPENSSL: Program = { called: 'OpenSSL', names: ['openssl'], apt: 'openssl' };
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650'];

/** Files of a server that speaks TLS; all PEM. */
export interface Certificates {
  /** The authority that clients have to trust. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Where they are in a server's folder. */
export function certificatesOf(folder: string): Certificates {
  const file = (name: string): string => join(folder, 'tls', name);
  return { ca: file('ca.pem'), cert: file('server.pem'), key: file('server.key') };
}

/** What a client is told. */
export function trustOf(folder: string): TlsConfig {
  return { ca: certificatesOf(folder).ca, cert: undefined, key: undefined };
}

/** Makes an authority and a certificate for 127.0.0.1 and localhost, once. @throws InputError that says what to do */
export async function needCertificates(folder: string, say: Say): Promise<Certificates> {
  const wanted = certificatesOf(folder);
  const place = dirname(wanted.ca);
  if (existsSync(place)) return wanted;
  const openssl = needProgram(OPENSSL, say);
  const fresh = `${place}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const at = (name: string): string => join(fresh, name);
  const request = (...args: string[]): Promise<void> =>
    run(openssl, ['req', ...KEY, ...args], 'certificates could not be made');
  await request('-x509', '-subj', '/CN=private stack', '-keyout', at('ca.key'), '-out', at('ca.pem'));
  await request('-subj', '/CN=localhost', '-keyout', at('server.key'), '-out', at('server.csr'));
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '3650'];
  const sign = ['x509', '-req', '-in', at('server.csr'), ...signing, '-extfile', at('names'), '-out', at('server.pem')];
  await run(openssl, sign, 'certificates could not be made');
  renameSync(fresh, place);
  return wanted;
}
