// A stand-in for the model providers of four coding agents on loopback: Anthropic Messages, OpenAI Responses and Chat Completions, Gemini. It answers
// with a call of the client's own shell until TOOLS calls were asked for, then with a text. It prints its port on the first line, then a line a call.
//   TOOLS=n      calls of the shell (default 6)
//   VARY=1       another command each time, that names another file; else always the same
import { createServer } from 'node:http';

const most = Number(process.env.TOOLS ?? 6);
const vary = process.env.VARY === '1';
const shells = ['Bash', 'bash', 'exec_command', 'shell', 'shell_command', 'exec', 'run_shell_command'];
let models = 0;
let tools = 0;

const command = () => (vary ? `cat src/file-${tools}.txt || true` : 'echo again');
const json = (response, value, code = 200) => response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value));

function events(response, list) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const [name, data] of list) response.write(`${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  response.end();
}

/** The client's shell among the tools that it offers, while there is something left to call. */
function shell(names) {
  const name = shells.find(s => names.includes(s));
  if (!name || tools >= most) return null;
  tools++;
  return name;
}

function input(name) {
  if (name === 'exec_command') return { cmd: command() };
  if (name === 'shell') return { command: ['bash', '-lc', command()] };
  return { command: command(), description: `try ${tools}` };
}

function anthropic(asked, response) {
  const name = shell((asked.tools ?? []).map(t => t.name));
  const usage = { input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 5 };
  const block = name ? { type: 'tool_use', id: `toolu_${models}`, name, input: input(name) } : { type: 'text', text: 'Done.' };
  const message = { id: `msg_${models}`, type: 'message', role: 'assistant', model: asked.model, stop_reason: name ? 'tool_use' : 'end_turn', stop_sequence: null, usage };
  if (!asked.stream) return json(response, { ...message, content: [block] });
  const delta = name ? { type: 'input_json_delta', partial_json: JSON.stringify(block.input) } : { type: 'text_delta', text: block.text };
  return events(response, [
    ['message_start', { type: 'message_start', message: { ...message, content: [], stop_reason: null } }],
    ['content_block_start', { type: 'content_block_start', index: 0, content_block: name ? { ...block, input: {} } : { type: 'text', text: '' } }],
    ['content_block_delta', { type: 'content_block_delta', index: 0, delta }],
    ['content_block_stop', { type: 'content_block_stop', index: 0 }],
    ['message_delta', { type: 'message_delta', delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage: { output_tokens: 5 } }],
    ['message_stop', { type: 'message_stop' }],
  ]);
}

function responses(asked, response) {
  const name = shell((asked.tools ?? []).map(t => t.name ?? t.type));
  const item = name
    ? { type: 'function_call', id: `fc_${models}`, call_id: `call_${models}`, name, arguments: JSON.stringify(input(name)), status: 'completed' }
    : { type: 'message', id: `msg_${models}`, role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Done.', annotations: [] }] };
  const whole = { id: `resp_${models}`, object: 'response', created_at: 1, status: 'completed', model: asked.model, output: [item], usage: { input_tokens: 100, input_tokens_details: { cached_tokens: 0 }, output_tokens: 5, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 105 } };
  return events(response, [
    ['response.created', { type: 'response.created', response: { ...whole, status: 'in_progress', output: [] } }],
    ['response.output_item.added', { type: 'response.output_item.added', output_index: 0, item }],
    ['response.output_item.done', { type: 'response.output_item.done', output_index: 0, item }],
    ['response.completed', { type: 'response.completed', response: whole }],
  ]);
}

function chat(asked, response) {
  const name = shell((asked.tools ?? []).map(t => t.function?.name));
  const call = name && { id: `call_${models}`, type: 'function', function: { name, arguments: JSON.stringify(input(name)) } };
  const base = { id: `chat_${models}`, object: 'chat.completion.chunk', created: 1, model: asked.model };
  const usage = { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 };
  const finish = name ? 'tool_calls' : 'stop';
  if (!asked.stream) return json(response, { ...base, object: 'chat.completion', choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: name ? null : 'Done.', ...(call && { tool_calls: [call] }) } }], usage });
  return events(response, [
    ['', { ...base, choices: [{ index: 0, delta: name ? { role: 'assistant', tool_calls: [{ index: 0, ...call }] } : { role: 'assistant', content: 'Done.' }, finish_reason: null }] }],
    ['', { ...base, choices: [{ index: 0, delta: {}, finish_reason: finish }] }],
    ...(asked.stream_options?.include_usage ? [['', { ...base, choices: [], usage }]] : []),
    ['', '[DONE]'],
  ]);
}

function gemini(asked, response, stream) {
  const name = shell((asked.tools ?? []).flatMap(t => t.functionDeclarations ?? []).map(d => d.name));
  const part = name ? { functionCall: { name, args: input(name) } } : { text: 'Done.' };
  const whole = { candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }], usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 5, totalTokenCount: 105 } };
  return stream ? events(response, [['', whole]]) : json(response, whole);
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', chunk => { body += chunk; });
  request.on('end', () => {
    const path = request.url.split('?')[0];
    if (request.method === 'HEAD') return response.writeHead(200).end();
    if (path.endsWith('/models')) return json(response, { object: 'list', data: [{ id: 'stand-in', object: 'model' }], models: [] });
    if (request.method !== 'POST') return json(response, {}, 404);
    const asked = body ? JSON.parse(body) : {};
    if (path.endsWith('/count_tokens')) return json(response, { input_tokens: 100 });
    const answer = path.endsWith('/messages') ? anthropic : path.endsWith('/responses') ? responses : path.endsWith('/chat/completions') ? chat
      : path.endsWith(':generateContent') ? (a, r) => gemini(a, r, false) : path.endsWith(':streamGenerateContent') ? (a, r) => gemini(a, r, true) : null;
    if (!answer) return json(response, {}, 404);
    models++;
    answer(asked, response);
    console.log(`model ${models} tools ${tools} ${path}`);
    return undefined;
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
