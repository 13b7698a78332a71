// Loaded into another program: writes down how much memory it needed.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS } = process.resourceUsage();
  writeFileSync(
    process.env.BENCH_USAGE_FILE,
    JSON.stringify({ maxRssBytes: maxRSS * 1024 }),
  );
});
