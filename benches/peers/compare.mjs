// Runs ours and the peers turn about, and compares: compare.mjs ROUNDS INPUTS OURS PAGE. A round is every task once on each
// side, so that what else the machine does falls on both. Times differ from machine to machine; ratios hardly do.

import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const [rounds, inputs, ours, page] = [Number(process.argv[2]), ...process.argv.slice(3)];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

// What is compared: our task, the peer's, and what must hold (at least so many times faster; at most so long, in ms).
const comparisons = [
  { what: 'Open a form of 800 items', ours: 'open_800', peer: 'open_800', name: 'Smart Forms buildForm', faster: 40 },
  { what: 'Open it with all its answers', ours: 'open_800_filled', peer: 'open_800_filled', name: 'Smart Forms buildForm' },
  { what: 'Open a form of 800 items with few expressions', ours: 'open_800_plain', peer: 'open_800_plain', name: 'Smart Forms buildForm' },
  { what: 'Open PHQ-9', ours: 'open_phq9', peer: 'open_phq9', name: 'Smart Forms buildForm' },
  { what: 'One answer of 800 items, to the next page', ours: 'answer_800', peer: 'answer_800', name: 'Smart Forms updateExpressions', faster: 100 },
  { what: 'One answer of PHQ-9, to the next page', ours: 'answer_phq9', peer: 'answer_phq9', name: 'Smart Forms updateExpressions' },
  { what: '397 expressions over 400 items', ours: 'chain_397', peer: 'expressions_397', name: 'fhirpath.js, compiled', most: 10 },
  { what: '397 expressions over 400 items', ours: 'chain_397', peer: 'expressions_397_medplum', name: '@medplum/core, parsed', most: 10 },
  { what: "PHQ-9's total", ours: 'score_phq9', peer: 'score_phq9', name: 'fhirpath.js, compiled', most: 0.01 },
];
// Ours alone: the same four items depend on the answer, whatever else the form holds.
const scale = [100, 1000, 5000];
// What both sides work out is compared too.
const same = [['open_800_filled', 'open_800_filled'], ['answer_800', 'answer_800'], ['chain_397', 'expressions_397'], ['chain_397', 'expressions_397_medplum'], ['score_phq9', 'score_phq9']];

class Side {
  constructor(program, args) {
    this.process = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    this.samples = {};
    this.values = {};
  }
  async run(task) {
    this.process.stdin.write(`${JSON.stringify({ task })}\n`);
    const { value: line, done } = await this.lines.next();
    if (done) throw new Error(`${task}: the program ended`);
    const reply = JSON.parse(line);
    if (reply.error) throw new Error(`${task}: ${reply.error}`);
    (this.samples[task] ??= []).push(...reply.ns);
    for (const value of [reply.value].flat()) (this.values[task] ??= new Set()).add(value);
  }
  // Percentiles in ms.
  of(task) {
    const sorted = [...this.samples[task]].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99), runs: sorted.length };
  }
  end() {
    this.process.stdin.end();
  }
}

const us = new Side(ours, [inputs]);
const peer = new Side(process.execPath, [here('peers.mjs'), inputs, `${inputs}/smart-forms.cjs`]);
const [ourTasks, peerTasks] = ['ours', 'peer'].map((side) => [...new Set(comparisons.map((c) => c[side]))]);
const scaleTasks = scale.flatMap((items) => [`step_of_${items}`, `answer_of_${items}`]);

// Once to warm up: neither side is measured before its code is compiled and its caches are there.
for (let round = -1; round < rounds; round += 1) {
  for (let n = 0; n < Math.max(ourTasks.length, peerTasks.length); n += 1) {
    if (ourTasks[n]) await us.run(ourTasks[n]);
    if (peerTasks[n]) await peer.run(peerTasks[n]);
  }
  for (const task of scaleTasks) await us.run(task);
  if (round < 0) {
    us.samples = {};
    peer.samples = {};
  }
  process.stderr.write(`round ${round + 1} of ${rounds}\r`);
}
us.end();
peer.end();

const time = (ms) => (ms >= 100 ? `${ms.toFixed(0)} ms` : ms >= 1 ? `${ms.toFixed(1)} ms` : ms >= 0.01 ? `${(ms * 1000).toFixed(0)} µs` : `${(ms * 1000).toFixed(1)} µs`);
const row = (...cells) => `| ${cells.join(' | ')} |`;
const missed = [];
const lines = [
  `Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version.slice(1)}, ${rounds} rounds.`,
  '',
  row('What', 'Ours: p50', 'p95', 'p99', 'Peer', 'p50', 'p95', 'p99', 'Times faster', 'Target'),
  row('---', '---:', '---:', '---:', '---', '---:', '---:', '---:', '---:', '---'),
];
for (const { what, ours: task, peer: peerTask, name, faster, most } of comparisons) {
  const [a, b] = [us.of(task), peer.of(peerTask)];
  const ratio = b.p50 / a.p50;
  let target = '';
  if (faster) target = `${faster} times faster: ${ratio >= faster ? 'held' : 'MISSED'}`;
  if (most) target = `${time(most)} or less: ${a.p50 <= most ? 'held' : 'MISSED'}`;
  if (target.endsWith('MISSED')) missed.push(`${what}: ${target}`);
  lines.push(row(what, time(a.p50), time(a.p95), time(a.p99), name, time(b.p50), time(b.p95), time(b.p99), ratio.toFixed(0), target));
}
lines.push('', 'The same four items depend on the answer, whatever else the form holds:', '');
lines.push(row('Items in the form', 'The answer alone: p50', 'p95', 'And the next page: p50', 'p95'), row('---:', '---:', '---:', '---:', '---:'));
for (const items of scale) {
  const [step, seen] = [us.of(`step_of_${items}`), us.of(`answer_of_${items}`)];
  lines.push(row(items, time(step.p50), time(step.p95), time(seen.p50), time(seen.p95)));
}
for (const [a, b] of same) {
  const both = [us.values[a], peer.values[b]].map((set) => JSON.stringify([...set].sort()));
  if (both[0] !== both[1]) missed.push(`${a}: ours gave ${both[0]}, the peer ${both[1]}`);
}
const table = lines.join('\n');
console.log(table);
const [begin, end] = ['<!-- benches/run writes this -->', '<!-- as far as here -->'];
const text = readFileSync(page, 'utf8');
const [from, to] = [text.indexOf(begin), text.indexOf(end)];
if (from < 0 || to < from) throw new Error(`${page} has no place for the table`);
writeFileSync(page, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
for (const line of missed) console.error(`MISSED ${line}`);
process.exit(missed.length > 0 ? 1 : 0);
