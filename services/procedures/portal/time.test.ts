import fc from 'fast-check';
import { Zone } from '../../../infra/time/zone';
import { at, ZONE } from './fixture';
import { parsePortalTime } from './time';

it.each([
  ['20221121081500', '2022-11-21 08:15:00'],
  ['2022-11-21 08:15:00', '2022-11-21 08:15:00'],
  ['2022-11-21T08:15:00', '2022-11-21 08:15:00'],
  ['2022-11-21T08:15:00.1234567', '2022-11-21 08:15:00.123'],
  ['2022-11-21T08:15:00.5', '2022-11-21 08:15:00.500'],
  ['2022-11-21T01:15:00Z', '2022-11-21 08:15:00'],
  ['2022-11-21T03:15:00+02:00', '2022-11-21 08:15:00'],
  ['2022-11-21 03:15:00+0200', '2022-11-21 08:15:00'],
])('%s is %s local time', (text, local) => {
  expect(parsePortalTime(text, ZONE)).toBe(at(local));
});

it.each([
  '20221321081500',
  '20221131081500',
  '20221121241500',
  '2022-02-29 00:00:00',
  '19891231235959',
  '21000102000000',
  '0001-01-01T00:00:00',
  '2022-11-21',
  '20221121',
  '2022-11-21 08:15',
  '2022-11-21T08:15:00+25:00',
  'hom qua',
  '',
])('%s is no time', (text) => {
  expect(parsePortalTime(text, ZONE)).toBeNaN();
});

it('knows no time that local clocks skip', () => {
  const zone = new Zone('Europe/Amsterdam');
  expect(parsePortalTime('20220327023000', zone)).toBeNaN();
  expect(parsePortalTime('20220327033000', zone)).toBe(Date.parse('2022-03-27T01:30:00Z'));
});

it('reads every style of one instant as that instant', () => {
  const seconds = fc.integer({ min: Date.UTC(1995, 0) / 1000, max: Date.UTC(2099, 0) / 1000 });
  fc.assert(
    fc.property(seconds, (second) => {
      const wall = new Date(second * 1000 + ZONE.offsetAt(second * 1000)).toISOString().slice(0, 19);
      const styles = [wall, wall.replace('T', ' '), wall.replaceAll(/\D/g, ''), new Date(second * 1000).toISOString()];
      expect(styles.map((text) => parsePortalTime(text, ZONE))).toEqual(styles.map(() => second * 1000));
    }),
  );
});
