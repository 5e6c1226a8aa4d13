import { compareGenerated, faults, worlds } from './compare';

test.each(worlds)(
  'many generated queries, other ones each time (broken: $isBroken)',
  async (world) => {
    expect(await compareGenerated(world, 10_000)).toBeGreaterThan(5_000);
    expect(faults).toEqual([]);
  },
  600_000,
);
