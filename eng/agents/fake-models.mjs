// A stand-in for model providers on loopback, in the dialects of Anthropic, OpenAI and Gemini: what a real client does with it can be compared with the
// truth. Each conversation is answered with a call of a shell tool that the client offers, TURNS times, and then with a short text. The lines of COMMAND
// take turns in it, and % is the number of the turn. It prints its port on the first line, then one line a call:
// `call <dialect> <model> <turn> <ticket header> <told>`; told is what hooks made the client say to its model: a warning, a refusal. Usage per call: 1,000 input, 20 output tokens.
import { createServer } from 'node:http';

const turns = Number(process.env.TURNS ?? 1000);
const commands = (process.env.COMMAND ?? 'true').split('\n');
const tools = ['Bash', 'bash', 'exec_command', 'shell_command', 'shell', 'run_shell_command'];
const usage = { input: 1000, output: 20 };

const named = list => tools.find(t => list.includes(t));
const args = (name, turn) => {
  const line = commands[turn % commands.length].replaceAll('%', turn);
  return name === 'exec_command' ? { cmd: line } : name === 'shell' ? { command: ['bash', '-c', line] } : { command: line, description: 'look' };
};
const events = list => list.map(([type, data]) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`).join('');
const lines = list => list.map(data => `data: ${JSON.stringify(data)}\n\n`).join('');

function anthropic(body) {
  const tool = named((body.tools ?? []).map(t => t.name));
  const turn = (body.messages ?? []).flatMap(m => Array.isArray(m.content) ? m.content : []).filter(c => c.type === 'tool_result').length;
  const calls = tool && turn < turns;
  const block = calls ? { type: 'tool_use', id: `toolu_${turn}`, name: tool, input: args(tool, turn) } : { type: 'text', text: 'done' };
  const message = { id: `msg_${Date.now()}_${turn}`, type: 'message', role: 'assistant', model: body.model, content: [block], stop_reason: calls ? 'tool_use' : 'end_turn', stop_sequence: null, usage: { input_tokens: usage.input, output_tokens: usage.output } };
  if (!body.stream) return { turn, type: 'application/json', text: JSON.stringify(message) };
  const delta = calls ? { type: 'input_json_delta', partial_json: JSON.stringify(block.input) } : { type: 'text_delta', text: 'done' };
  return { turn, type: 'text/event-stream', text: events([
    ['message_start', { message: { ...message, content: [], stop_reason: null, usage: { input_tokens: usage.input, output_tokens: 1 } } }],
    ['content_block_start', { index: 0, content_block: calls ? { ...block, input: {} } : { type: 'text', text: '' } }],
    ['content_block_delta', { index: 0, delta }],
    ['content_block_stop', { index: 0 }],
    ['message_delta', { delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage: { output_tokens: usage.output } }],
    ['message_stop', {}],
  ]) };
}

function responses(body) {
  const tool = named((body.tools ?? []).map(t => t.name));
  const turn = (Array.isArray(body.input) ? body.input : []).filter(i => i.type === 'function_call_output').length;
  const calls = tool && turn < turns;
  const id = `resp_${Date.now()}_${turn}`;
  const item = calls
    ? { type: 'function_call', id: `fc_${turn}`, call_id: `call_${turn}`, name: tool, arguments: JSON.stringify(args(tool, turn)), status: 'completed' }
    : { type: 'message', id: `m_${turn}`, role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'done', annotations: [] }] };
  const response = { id, object: 'response', created_at: 1, model: body.model, status: 'completed', output: [item], usage: { input_tokens: usage.input, input_tokens_details: { cached_tokens: 0 }, output_tokens: usage.output, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: usage.input + usage.output } };
  if (!body.stream) return { turn, type: 'application/json', text: JSON.stringify(response) };
  return { turn, type: 'text/event-stream', text: events([
    ['response.created', { response: { id, object: 'response', model: body.model, status: 'in_progress', output: [] } }],
    ['response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress' } }],
    ['response.output_item.done', { output_index: 0, item }],
    ['response.completed', { response }],
  ]) };
}

function chat(body) {
  const tool = named((body.tools ?? []).map(t => t.function?.name));
  const turn = (body.messages ?? []).filter(m => m.role === 'tool').length;
  const calls = tool && turn < turns;
  const id = `chat_${Date.now()}_${turn}`;
  const call = { index: 0, id: `call_${turn}`, type: 'function', function: { name: tool, arguments: JSON.stringify(args(tool, turn)) } };
  const counted = { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output };
  const finish = calls ? 'tool_calls' : 'stop';
  const content = calls ? { content: null, tool_calls: [call] } : { content: 'done' };
  if (!body.stream) return { turn, type: 'application/json', text: JSON.stringify({ id, object: 'chat.completion', created: 1, model: body.model, choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', ...content } }], usage: counted }) };
  const chunk = (choices, more) => ({ id, object: 'chat.completion.chunk', created: 1, model: body.model, choices, ...more });
  return { turn, type: 'text/event-stream', text: lines([
    chunk([{ index: 0, delta: { role: 'assistant', ...content }, finish_reason: null }]),
    chunk([{ index: 0, delta: {}, finish_reason: finish }]),
    ...body.stream_options?.include_usage ? [chunk([], { usage: counted })] : [],
  ]) + 'data: [DONE]\n\n' };
}

function gemini(body, path) {
  const tool = named((body.tools ?? []).flatMap(t => t.functionDeclarations ?? []).map(f => f.name));
  const turn = (body.contents ?? []).flatMap(c => c.parts ?? []).filter(p => p.functionResponse).length;
  const calls = tool && turn < turns;
  const answer = {
    candidates: [{ index: 0, finishReason: 'STOP', content: { role: 'model', parts: [calls ? { functionCall: { id: `c${turn}`, name: tool, args: args(tool, turn) } } : { text: 'done' }] } }],
    usageMetadata: { promptTokenCount: usage.input, candidatesTokenCount: usage.output, totalTokenCount: usage.input + usage.output }, modelVersion: path.match(/models\/([^:]+)/)?.[1] ?? '', responseId: `g_${Date.now()}_${turn}`,
  };
  return path.includes(':streamGenerateContent') ? { turn, type: 'text/event-stream', text: lines([answer]) } : { turn, type: 'application/json', text: JSON.stringify(answer) };
}

const dialects = [[/\/messages\/count_tokens$/, () => ({ turn: 0, type: 'application/json', text: JSON.stringify({ input_tokens: usage.input }), quiet: true })], [/\/messages$/, anthropic], [/\/responses$/, responses], [/\/chat\/completions$/, chat], [/:(stream)?[gG]enerateContent$/, gemini]];

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', c => chunks.push(c));
  request.on('end', () => {
    const path = new URL(request.url, 'http://x').pathname;
    const found = dialects.find(([shape]) => shape.test(path));
    if (request.method !== 'POST' || !found) {
      response.writeHead(path.endsWith('/models') ? 200 : request.method === 'HEAD' ? 200 : 404, { 'content-type': 'application/json' });
      response.end(path.endsWith('/models') ? '{"object":"list","data":[]}' : '{}');
      return;
    }

    let body = {};
    const sent = Buffer.concat(chunks).toString('utf8');
    const told = sent.includes('Shiprank stopped') ? 'refusal' : sent.includes('Shiprank: ') ? 'warning' : '-';
    try { body = JSON.parse(sent || '{}'); } catch { /* answered as if it were empty */ }
    const answer = found[1](body, path);
    if (!answer.quiet) console.log('call', found[1].name, body.model ?? path.match(/models\/([^:]+)/)?.[1], answer.turn, request.headers['x-ticket'] ?? '-', told);
    response.writeHead(200, { 'content-type': answer.type });
    response.end(answer.text);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
