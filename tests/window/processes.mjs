// The processes that draw a window: WebKit gives them a life of their own, and may lose one at any time.
import { readdirSync, readFileSync } from 'node:fs';

/** The parent and the name of every process of this machine that can be read. */
function all() {
  const found = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const end = text.lastIndexOf(')');
      const [state, parent] = text.slice(end + 2).split(' ');
      if (state !== 'Z') found.set(Number(pid), { parent: Number(parent), name: text.slice(text.indexOf('(') + 1, end) });
    } catch { /* it has just gone */ }
  }
  return found;
}

/** The ids of those that draw the window of `app`: below it, whatever stands between. */
export function drawing(app) {
  const processes = all();
  const below = (pid) => { for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === app) return true; return false; };
  return [...processes].filter(([pid, { name }]) => name.startsWith('WebKitWebProces') && below(pid)).map(([pid]) => pid);
}
