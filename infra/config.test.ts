import { type Config, readConfig, SETTINGS } from './config';
import { InputError } from './errors';

const ROOT = '/somewhere';
const SECRET = 'p4ss-w0rd';

const read = (settings: Record<string, string>): Config => readConfig(settings, ROOT);

/** What is said of settings that do not fit; empty where they do. */
function faultOf(settings: Record<string, string>): string {
  try {
    read(settings);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
}

test('without settings it is the demonstration on loopback', () => {
  expect(read({})).toEqual({
    host: '127.0.0.1',
    port: 4000,
    rolePort: 0,
    dataDir: '/somewhere/.hub/demo',
    demonstration: true,
    database: undefined,
    kafka: undefined,
    subgraphs: {},
    auth: 'off',
    timeZone: undefined,
    lateness: undefined,
    calendarFile: undefined,
    targetsFile: undefined,
    directiveFile: undefined,
    showPersons: false,
    futureBoundMs: 24 * 3_600_000,
    portal: 'copy',
    portalApplicants: 'sync',
    tracing: undefined,
    logLevel: 'info',
    warnings: [],
  });
});

test('HUB_EMPTY, HUB_DATA_DIR and a server ask for a store of one’s own', () => {
  expect(read({ HUB_EMPTY: '1' })).toMatchObject({ demonstration: false, dataDir: '/somewhere/.hub/data' });
  expect(read({ HUB_DATA_DIR: 'here' })).toMatchObject({ demonstration: false, dataDir: '/somewhere/here' });
  expect(read({ HUB_DATA_DIR: '/there' })).toMatchObject({ dataDir: '/there' });
  expect(read({ HUB_DATABASE_URL: 'mysql://hub:x@db/hub' }).demonstration).toBe(false);
  expect(read({ HUB_KAFKA_BROKERS: 'k:9092' }).demonstration).toBe(false);
});

test.each([
  ['HUB_CALENDAR', 'calendarFile'],
  ['HUB_TARGETS', 'targetsFile'],
  ['HUB_DIRECTIVE', 'directiveFile'],
] as const)('%s is a file; a relative path stands against the hub’s folder', (name, field) => {
  expect(read({ [name]: '/etc/hub/own.json' })[field]).toBe('/etc/hub/own.json');
  expect(read({ [name]: 'own.yaml' })[field]).toBe('/somewhere/own.yaml');
  expect(read({ [name]: ' ' })[field]).toBeUndefined();
});

test('a blank setting is none', () => {
  expect(read({ HUB_PORT: ' ', HUB_DATABASE_URL: '', HUB_KAFKA_BROKERS: '' })).toEqual(read({}));
});

test('the settings of the stack', () => {
  const config = read({
    HUB_DATABASE_URL: `mysql://hub%40city:${encodeURIComponent('a:b/c@d')}@[::1]:3307/hub_1`,
    HUB_DATABASE_TLS: 'ca=/etc/ca.pem',
    HUB_KAFKA_BROKERS: 'a:9092, [::1]:9093',
    HUB_KAFKA_SASL: 'SCRAM-SHA-256:hub:with:colon',
    HUB_KAFKA_TLS: '1',
    HUB_KAFKA_PREFIX: 'city.',
    HUB_KAFKA_SESSION_SECONDS: '6',
    HUB_SUBGRAPHS: 'catalog=http://a:4001/graphql, indicators=https://b/graphql?x=y',
    HUB_FUTURE_HOURS: '0.5',
    HUB_PORTAL: 'source',
    HUB_PORTAL_APPLICANTS: '2026',
    HUB_TRACING: 'http://127.0.0.1:4318/v1/traces',
    HUB_LOG: 'debug',
    HUB_ROLE_PORT: '4001',
  });
  expect(config).toMatchObject({
    database: {
      ...{ host: '::1', port: 3307, user: 'hub@city', password: 'a:b/c@d', database: 'hub_1' },
      tls: { ca: '/etc/ca.pem', cert: undefined, key: undefined },
    },
    kafka: {
      brokers: ['a:9092', '[::1]:9093'],
      sasl: { mechanism: 'scram-sha-256', username: 'hub', password: 'with:colon' },
      tls: { ca: undefined },
      prefix: 'city.',
      sessionMs: 6000,
    },
    subgraphs: { catalog: 'http://a:4001/graphql', indicators: 'https://b/graphql?x=y' },
    futureBoundMs: 1_800_000,
    portal: 'source',
    portalApplicants: '2026',
    tracing: 'http://127.0.0.1:4318/v1/traces',
    logLevel: 'debug',
    rolePort: 4001,
  });
  expect(read({ HUB_DATABASE_URL: 'mariadb://hub@db/hub' }).database).toMatchObject({ port: 3306, password: '' });
});

test.each([
  ['HUB_PORT', '99999', 'a port from 0 to 65535'],
  ['HUB_PORT', '-1', 'a port from 0 to 65535'],
  ['HUB_ROLE_PORT', 'x', 'a port from 0 to 65535'],
  ['HUB_SUBGRAPHS', 'somewhere', 'name=http://host:port/graphql,... with catalog, procedures'],
  ['HUB_SUBGRAPHS', 'unknown=http://a/graphql', 'with catalog, procedures'],
  ['HUB_SUBGRAPHS', 'catalog=http://a,catalog=http://b', 'with catalog, procedures'],
  ['HUB_SUBGRAPHS', 'catalog=ftp://a', 'with catalog, procedures'],
  ['HUB_KAFKA_BROKERS', 'kafka', 'host:port,host:port'],
  ['HUB_KAFKA_BROKERS', 'a:1,,b:2', 'host:port,host:port'],
  ['HUB_KAFKA_SESSION_SECONDS', '0', 'seconds from 1 to 1800'],
  ['HUB_KAFKA_SESSION_SECONDS', '1.5', 'seconds from 1 to 1800'],
  ['HUB_TIME_ZONE', 'Mars/North', 'a zone such as Asia/Ho_Chi_Minh'],
  ['HUB_LATENESS', 'date', 'DATE or INSTANT'],
  ['HUB_EMPTY', 'yes', '1 or 0'],
  ['HUB_SHOW_PERSONS', 'x', '1 or 0'],
  ['HUB_AUTH', 'true', 'on or off'],
  ['HUB_FUTURE_HOURS', '9000', 'hours from 0 to 8760'],
  ['HUB_FUTURE_HOURS', '-1', 'hours from 0 to 8760'],
  ['HUB_PORTAL', 'both', 'copy or source'],
  ['HUB_PORTAL_APPLICANTS', '2025', 'sync or 2026'],
  ['HUB_TRACING', 'collector:4318', 'an address such as http://127.0.0.1:4318/v1/traces'],
  ['HUB_LOG', 'verbose', 'debug, info, warn, error'],
])('%s=%s is refused with the name, the value and what would be right', (name, value, right) => {
  const message = faultOf({ [name]: value });
  expect(message).toContain(`${name}=${value}: expected `);
  expect(message).toContain(right);
});

test('every fault is told at once', () => {
  const faulty = { HUB_PORT: '99999', HUB_TIME_ZONE: 'Mars/North', HUB_DATABASE_URL: 'x', HUB_KAFKA_BROKERS: 'y' };
  const message = faultOf(faulty);
  for (const name of Object.keys(faulty)) expect(message).toMatch(new RegExp(`^  ${name}\\b.*expected`, 'm'));
});

test.each([
  ['is no address', 'db:3306/hub', /it begins with db:\/\/|is no address/],
  ['another kind', `postgres://hub:${SECRET}@db/hub`, /it begins with postgres:\/\//],
  ['no database', `mysql://hub:${SECRET}@db`, /it names no database/],
  ['no user', 'mysql://db/hub', /it names no user/],
  ['a bare percent sign', `mysql://hub:${SECRET}%zz@db/hub`, /its password is not percent-encoded/],
  ['a port that is none', `mysql://hub:${SECRET}@db:x/hub`, /is no address/],
])('HUB_DATABASE_URL, %s: what is wrong is told, the password is not', (_, value, words) => {
  const message = faultOf({ HUB_DATABASE_URL: value });
  expect(message).toMatch(/HUB_DATABASE_URL: expected mysql:\/\/user:password@host:port\/database/);
  expect(message).toMatch(words);
  expect(message).not.toContain(SECRET);
});

test('HUB_KAFKA_SASL: what would be right is told, what was given is not', () => {
  for (const value of [SECRET, `hub:${SECRET}`, `gssapi:hub:${SECRET}`]) {
    const message = faultOf({ HUB_KAFKA_BROKERS: 'k:9092', HUB_KAFKA_SASL: value });
    expect(message).toContain('HUB_KAFKA_SASL: expected mechanism:user:password');
    expect(message).not.toContain(SECRET);
  }
});

test.each([
  ['HUB_DATABASE_TLS', 'HUB_DATABASE_URL', '1'],
  ['HUB_KAFKA_SASL', 'HUB_KAFKA_BROKERS', 'plain:a:b'],
  ['HUB_KAFKA_TLS', 'HUB_KAFKA_BROKERS', '1'],
  ['HUB_KAFKA_PREFIX', 'HUB_KAFKA_BROKERS', 'city.'],
  ['HUB_KAFKA_SESSION_SECONDS', 'HUB_KAFKA_BROKERS', '10'],
])('%s means nothing without %s', (name, needed, value) => {
  expect(faultOf({ [name]: value })).toContain(`${name}: expected ${needed} beside it`);
});

test.each([
  ['HUB_DATABASE_TLS', 'HUB_DATABASE_URL', 'mysql://hub:x@db/hub'],
  ['HUB_KAFKA_TLS', 'HUB_KAFKA_BROKERS', 'k:9092'],
])('%s takes 1 or files, a certificate with its key', (name, needed, value) => {
  for (const wrong of ['yes', 'ca', 'cert=/a.pem', 'key=/a.pem', 'pem=/a.pem'])
    expect(faultOf({ [needed]: value, [name]: wrong })).toContain(`${name}=${wrong}: expected 1 or ca=FILE`);
  for (const right of ['1', 'true', 'ca=/a.pem', 'cert=/a.pem,key=/b.pem', 'ca=/c.pem, cert=/a.pem, key=/b.pem'])
    expect(faultOf({ [needed]: value, [name]: right })).toBe('');
});

test('a prefix that is no beginning of a topic is refused', () => {
  for (const wrong of ['a b', 'a/b', 'x'.repeat(41)])
    expect(faultOf({ HUB_KAFKA_BROKERS: 'k:9092', HUB_KAFKA_PREFIX: wrong })).toContain(
      `HUB_KAFKA_PREFIX=${wrong}: expected at most 40 letters`,
    );
});

test('keys are asked for, unless the hub is embedded and on loopback', () => {
  const DATABASE = { HUB_DATABASE_URL: 'mysql://hub:x@db/hub' };
  const KAFKA = { HUB_KAFKA_BROKERS: 'k:9092' };
  for (const host of ['127.0.0.1', '::1', 'localhost']) expect(read({ HUB_HOST: host }).auth).toBe('off');
  for (const settings of [DATABASE, KAFKA, { HUB_HOST: '0.0.0.0' }, { HUB_AUTH: 'on' }])
    expect(read(settings).auth).toBe('on');
  expect(read({ ...DATABASE, HUB_AUTH: 'off' }).auth).toBe('off');
  expect(faultOf({ HUB_HOST: '0.0.0.0', HUB_AUTH: 'off' })).toMatch(
    /HUB_HOST=0\.0\.0\.0: with HUB_AUTH=off expected a loopback/,
  );
});

test('a setting that is none is told with those that there are; those of tests are nobody’s business', () => {
  expect(read({ HUB_PROT: '1', HUB_TEST_LONG: '1', HUB_BENCH_X: '1', PATH: '/bin' }).warnings).toEqual([
    `HUB_PROT is no setting of the hub and is ignored; the settings are ${SETTINGS.join(', ')}`,
  ]);
});
