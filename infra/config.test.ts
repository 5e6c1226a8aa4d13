import { readConfig } from './config';
import { InputError } from './errors';

const ROOT = '/somewhere';

test('without settings it is the demonstration on loopback', () => {
  expect(readConfig({}, ROOT)).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    dataDir: '/somewhere/.hub/demo',
    demonstration: true,
    timeZone: undefined,
    lateness: undefined,
    showPersons: false,
    warnings: [],
  });
});

test('HUB_EMPTY and HUB_DATA_DIR ask for a store of one’s own', () => {
  expect(readConfig({ HUB_EMPTY: '1' }, ROOT)).toMatchObject({ demonstration: false, dataDir: '/somewhere/.hub/data' });
  expect(readConfig({ HUB_DATA_DIR: 'here' }, ROOT)).toMatchObject({
    demonstration: false,
    dataDir: '/somewhere/here',
  });
});

test('every fault is told at once, with the name, the value and what would be right', () => {
  const faulty = {
    HUB_PORT: '99999',
    HUB_TIME_ZONE: 'Mars/North',
    HUB_LATENESS: 'date',
    HUB_EMPTY: 'yes',
    HUB_SHOW_PERSONS: 'x',
  };
  let message = '';
  try {
    readConfig(faulty, ROOT);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    message = (error as Error).message;
  }
  for (const [name, value] of Object.entries(faulty)) expect(message).toContain(`${name}=${value}: expected `);
});

test('an open port without roles is refused', () => {
  expect(() => readConfig({ HUB_HOST: '0.0.0.0' }, ROOT)).toThrow(/has no roles yet/);
  expect(() => readConfig({ HUB_HOST: '0.0.0.0', HUB_AUTH: 'off' }, ROOT)).toThrow(/expected a loopback address/);
  expect(() => readConfig({ HUB_AUTH: 'on' }, ROOT)).toThrow(/has no roles yet/);
});

test('settings of the stack are refused rather than ignored, and unknown ones are told', () => {
  expect(() => readConfig({ HUB_KAFKA_BROKERS: 'localhost:9092' }, ROOT)).toThrow(
    /HUB_KAFKA_BROKERS: this version runs embedded only/,
  );
  expect(readConfig({ HUB_PROT: '1' }, ROOT).warnings).toEqual([expect.stringMatching(/^HUB_PROT is no setting/)]);
});
