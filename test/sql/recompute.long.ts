/** The recomputation in SQL at the size that a province has, and many more random histories. */
process.env['HUB_SQL_DOSSIERS'] ??= '100000';
process.env['HUB_PROPERTY_RUNS'] ??= '500';

for (const file of ['./recompute.test', './random.test']) require(file);
