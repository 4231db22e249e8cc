// Talks to a WebKitGTK window through WEBKIT_INSPECTOR_HTTP_SERVER. WebDriver cannot drive such a window; this can.
import WebSocket from 'ws';

const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

/** Waits until the inspector at this port has a page, and gives ways to ask it. */
export async function inspect(port, patience = 30_000) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      // To ask for a page before there is one ends the app: so its list of pages is read first.
      const list = await (await fetch(`http://127.0.0.1:${port}/`)).text();
      const [path] = /socket\/\d+\/\d+\/WebPage/.exec(list) ?? [];
      if (!path) throw new Error('the inspector lists no page yet');
      return await connect(`ws://127.0.0.1:${port}/${path}`);
    } catch (error) {
      if (Date.now() > until) throw new Error(`no page at the inspector: ${error.message}`);
      await sleep(250);
    }
  }
}

function connect(address) {
  return new Promise((ready, fail) => {
    const socket = new WebSocket(address);
    const waiting = new Map();
    let count = 0, target = null;
    const slow = setTimeout(() => { socket.terminate(); fail(new Error('no target')); }, 3000);
    socket.on('error', (error) => { clearTimeout(slow); fail(error); });
    socket.on('message', (data) => {
      const message = JSON.parse(data.toString());
      if (message.method === 'Target.targetCreated' && message.params.targetInfo.type === 'page') {
        target = message.params.targetInfo.targetId;
        clearTimeout(slow);
        ready({ evaluate, until, picture, close: () => socket.close() });
      } else if (message.method === 'Target.dispatchMessageFromTarget') {
        const answer = JSON.parse(message.params.message);
        waiting.get(answer.id)?.(answer);
        waiting.delete(answer.id);
      }
    });
    const send = (method, params = {}) => new Promise((done) => {
      const id = ++count;
      waiting.set(id, done);
      socket.send(JSON.stringify({ id: 100_000 + id, method: 'Target.sendMessageToTarget', params: { targetId: target,
        message: JSON.stringify({ id, method, params }) } }));
    });

    /** The value of an expression in the page. */
    async function evaluate(expression) {
      const { result, error } = await send('Runtime.evaluate', { expression, returnByValue: true });
      if (error || result.wasThrown) throw new Error(`${expression.slice(0, 120)}: ${error?.message ?? result.result?.description}`);
      return result.result.value;
    }
    /** Waits until the expression is true. */
    async function until(expression, what = expression, patience = 10_000) {
      const end = Date.now() + patience;
      while (!await evaluate(`!!(${expression})`)) {
        if (Date.now() > end) throw new Error(`it never came: ${what}`);
        await sleep(50);
      }
    }
    /** A PNG of what the window shows. */
    async function picture() {
      const [width, height] = JSON.parse(await evaluate('JSON.stringify([innerWidth, innerHeight])'));
      const { result } = await send('Page.snapshotRect', { x: 0, y: 0, width, height, coordinateSystem: 'Viewport' });
      return Buffer.from(result.dataURL.split(',')[1], 'base64');
    }
  });
}
