// What other libraries make of the date expressions of tests/speech, in English.
//
//     cd tests/speech/compare && npm install && node compare.mjs
//
// An expression is found where it overlaps one found; its value is right where both
// are the same days. Where a library gives a past and a future reading, either
// counts. Texts without a date are read as of 1 January 2020, since all of these
// need one.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as chrono from 'chrono-node';

const recognizers = createRequire(import.meta.url)('@microsoft/recognizers-text-date-time');

const pad = (n, width = 2) => String(n).padStart(width, '0');
const day = (date) => `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

// The first and last day that an ISO 8601 date or interval covers.
function days(value) {
  const [first, last = first] = value.split('/');
  const end = (text) => {
    const [year, month, date] = text.split('-').map(Number);
    if (date) return text;
    return day(month ? new Date(year, month, 0) : new Date(year, 12, 0));
  };
  const start = (text) => [text, '01', '01'].slice(0, 1 + (3 - text.split('-').length)).join('-');
  return `${start(first)}/${end(last)}`;
}

function passages(text) {
  return text.split('== ').filter((p) => p.trim()).map((source) => {
    const [head, ...lines] = source.split('\n');
    const [name, date, language] = head.split(' ');
    let plain = '';
    const marks = [];
    const open = [];
    const body = lines.join('\n').trim();
    for (let at = 0; at < body.length; at += 1) {
      if (body[at] === '{') {
        const bar = body.indexOf('|', at);
        open.push({ label: body.slice(at + 1, bar), start: plain.length });
        at = bar;
      } else if (body[at] === '}') {
        const mark = open.pop();
        marks.push({ ...mark, end: plain.length });
      } else plain += body[at];
    }
    const expected = marks.filter((m) => /^d\??:/.test(m.label)).map((m) => ({
      start: m.start, end: m.end, optional: m.label.startsWith('d?'),
      values: m.label.replace(/^d\??:/, '').split(' or ').filter(Boolean).map(days),
    }));
    return { name, date, language, text: plain, expected };
  });
}

const readers = {
  'chrono-node': (text, today) => chrono.parse(text, today).map((found) => {
    const value = (part) => {
      if (part.isCertain('day') || part.isCertain('weekday')) return day(part.date());
      return day(part.date()).slice(0, part.isCertain('month') ? 7 : 4);
    };
    const iso = found.end ? `${value(found.start)}/${value(found.end)}` : value(found.start);
    return { start: found.index, end: found.index + found.text.length, values: [days(iso)], time: !found.start.isCertain('day') && !found.start.isCertain('weekday') && !found.start.isCertain('month') && !found.start.isCertain('year') && found.start.isCertain('hour') };
  }).filter((found) => !found.time),
  'Microsoft Recognizers': (text, today) => recognizers.recognizeDateTime(text, 'en-us', undefined, today)
    .filter((found) => /\.(date|daterange|datetime|datetimerange)$/.test(found.typeName))
    .map((found) => {
      const before = (end) => { const d = new Date(`${end.slice(0, 10)}T12:00`); d.setDate(d.getDate() - 1); return day(d); };
      const read = ({ value, start, end }) => {
        if (value && /^\d/.test(value)) return days(value.slice(0, 10));
        if (!start || !end) return '';
        const oneDay = start.slice(0, 10) === end.slice(0, 10);
        return `${start.slice(0, 10)}/${oneDay ? end.slice(0, 10) : before(end)}`;
      };
      const values = (found.resolution?.values ?? []).map(read).filter(Boolean);
      return { start: found.start, end: found.end + 1, values };
    }),
};

const f1 = ({ found, expected, right }) => ((200 * right) / (found + expected)).toFixed(1);
for (const part of ['dev', 'report']) {
  for (const [name, read] of Object.entries(readers)) {
    const tallies = {};
    const folder = new URL(`../${part}/`, import.meta.url);
    for (const file of readdirSync(folder)) {
      const kind = file.startsWith('war') ? 'wars' : 'news';
      tallies[kind] ??= { detected: { found: 0, expected: 0, right: 0 }, resolved: { found: 0, expected: 0, right: 0 } };
      for (const passage of passages(readFileSync(new URL(file, folder), 'utf8'))) {
        if (passage.language !== 'en') continue;
        const today = new Date(`${passage.date === '-' ? '2020-01-01' : passage.date}T12:00`);
        let rest = read(passage.text, today);
        const count = (key, n) => { for (const tally of Object.values(tallies[kind])) tally[key] += n; };
        for (const mark of passage.expected.filter((m) => !m.optional)) {
          const at = rest.findIndex((f) => f.start < mark.end && mark.start < f.end);
          count('expected', 1);
          if (at < 0) continue;
          const [found] = rest.splice(at, 1);
          count('found', 1);
          tallies[kind].detected.right += 1;
          tallies[kind].resolved.right += mark.values.length ? Number(found.values.some((v) => mark.values.includes(v))) : Number(!found.values.length);
        }
        rest = rest.filter((f) => !passage.expected.some((m) => m.optional && f.start < m.end && m.start < f.end));
        count('found', rest.length);
      }
    }
    const tell = Object.entries(tallies).map(([kind, t]) => `${kind} detected ${f1(t.detected)} resolved ${f1(t.resolved)}`);
    console.log(`${part.padEnd(7)} ${name.padEnd(22)} ${tell.join('   ')}`);
  }
}
