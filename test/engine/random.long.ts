/** The tests of random histories, with many more of them, on both databases. */
process.env['HUB_PROPERTY_RUNS'] ??= '1000';

for (const file of ['./algebra.test', './oracle.test']) require(file);
