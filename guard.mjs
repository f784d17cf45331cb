// Loaded before everything else: says plainly when the runtime is too old, and fixes the time zone.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Palveluneuvoja needs Node 24 or newer; this is Node ${process.versions.node}. ` +
      'Run it through npm ("npm start"), which brings its own Node 24, or install Node 24.',
  );
  process.exit(1);
}
// The opening_hours library reads the process's time zone and has no option of its own for it.
process.env.TZ = 'Europe/Helsinki';
