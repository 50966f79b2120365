// A stand-in for the Anthropic Messages API on loopback: every call is answered with the same short text and the same usage, so that what a
// real client reports can be compared with the truth. It prints its port on the first line, then one line a call.
import { createServer } from 'node:http';

/** Per call; `cache_creation` is the split of `cache_creation_input_tokens`. */
const usage = {
  input_tokens: 1234,
  cache_creation_input_tokens: 200,
  cache_read_input_tokens: 5000,
  cache_creation: { ephemeral_5m_input_tokens: 150, ephemeral_1h_input_tokens: 50 },
  output_tokens: 1,
  service_tier: 'standard',
};
const outputTokens = 6;
let calls = 0;

function events(model, id) {
  const message = { id, type: 'message', role: 'assistant', model, content: [], stop_reason: null, stop_sequence: null, usage };
  return [
    ['message_start', { type: 'message_start', message }],
    ['content_block_start', { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }],
    ['content_block_delta', { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Done.' } }],
    ['content_block_stop', { type: 'content_block_stop', index: 0 }],
    ['message_delta', { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: outputTokens } }],
    ['message_stop', { type: 'message_stop' }],
  ];
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', chunk => { body += chunk; });
  request.on('end', () => {
    if (request.method !== 'POST' || !request.url.startsWith('/v1/messages')) {
      response.writeHead(request.method === 'HEAD' ? 200 : 404, { 'content-type': 'application/json' }).end('{"type":"error","error":{"type":"not_found_error","message":"not here"}}');
      return;
    }

    if (request.url.startsWith('/v1/messages/count_tokens')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"input_tokens":1234}');
      return;
    }

    const asked = JSON.parse(body);
    const number = String(++calls).padStart(6, '0');
    const headers = { 'request-id': `req_stand_in_${number}` };
    console.log(`call ${calls} ${asked.model} ${asked.stream ? 'stream' : 'whole'}`);
    if (asked.stream) {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
      for (const [name, data] of events(asked.model, `msg_stand_in_${number}`)) response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
      response.end();
      return;
    }

    const content = [{ type: 'text', text: 'Done.' }];
    const whole = { id: `msg_stand_in_${number}`, type: 'message', role: 'assistant', model: asked.model, content, stop_reason: 'end_turn', stop_sequence: null, usage: { ...usage, output_tokens: outputTokens } };
    response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(whole));
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
