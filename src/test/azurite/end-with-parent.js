'use strict';
// Whoever started the emulator holds its standard input open; when that ends, so does the emulator, as SIGTERM ends it.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).on('error', () => {}).resume();
