import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Engine } from './engine'
import { setUpMenu } from './menu.testing'
import type { IncomingNotification } from './receive'
import { signed } from './testing'

/*
 * The engine against a model of the menu that knows nothing of flows, leases or databases: for any order of keys, ends,
 * refusals, repeats, overdue blocks and dead processes, each call has asked the carrier for exactly what the model says.
 */

/** Only what the test says is due is due, however long a busy machine takes for the rest. */
const here = setUpMenu({ timeoutMs: 30_000, timing: { leaseMs: 600_000, deadlineScale: 1 } })

type Place = 'ask' | 'desk' | 'sorry' | 'bye' | 'apology' | 'closing' | 'forced' | 'cut' | 'cutShort' | 'over'
/**
 * Somebody at a screen wanted it over: `cut` is a flow's walk, `cutShort` an apology.
 * `told`: the carrier has said that the block is done, which it can only say once.
 */
type ModelCall = { session: string; place: Place; step: number; told: boolean; events: number; asked: string[] }
type Model = { calls: ModelCall[] }

/** What the commands act on: two processes on one database, and all that the carrier has told them. */
type Real = { processes: Engine[]; token: string; told: IncomingNotification[]; tokens: Map<string, string> }

const path = {
  ask: 'ivr/middle/gather',
  desk: 'ivr/end/transfer',
  sorry: 'ivr/middle/play',
  bye: 'ivr/end/hangup',
  apology: 'ivr/middle/play',
  closing: 'ivr/end/hangup',
  forced: 'ivr/end/hangup',
  cut: 'ivr/end/hangup',
  cutShort: 'ivr/end/hangup',
}

const phaseOf: Record<Place, string> = {
  ask: 'running',
  desk: 'running',
  sorry: 'running',
  bye: 'running',
  apology: 'closing',
  closing: 'closing',
  forced: 'closing',
  cut: 'running',
  cutShort: 'closing',
  over: 'over',
}

/** The model of "ask the carrier": the block's place, one step and one request more. */
function ask(call: ModelCall, place: keyof typeof path): void {
  call.place = place
  call.step += 1
  call.told = false
  call.asked.push(path[place])
}

/**
 * A block was asked for; if the carrier refuses it, the flow goes on by its failure exit or the caller hears an apology, which a
 * call that rings still is answered by.
 */
function askOrRefused(
  call: ModelCall,
  place: 'ask' | 'desk' | 'bye' | 'closing' | 'cut' | 'cutShort',
  refused: boolean,
): void {
  const rings = call.step === 0
  ask(call, place)
  if (!refused) return
  call.events += 1
  const plainly = place === 'cut' || place === 'cutShort'
  ask(call, place === 'desk' ? 'ask' : place === 'closing' ? 'forced' : rings && !plainly ? 'apology' : 'closing')
}

async function tell(real: Real, notification: IncomingNotification, who: Who): Promise<void> {
  real.told.push(notification)
  const [first, second] = real.processes
  if (!first || !second) throw new Error('There are two processes.')
  const told = who === 'both' ? [first, second] : [who === 'first' ? first : second]
  await Promise.all(told.map((process) => process.notify(notification)))
  await Promise.all(real.processes.map((process) => process.idle()))
}

async function check(model: Model, real: Real): Promise<void> {
  const stored = await here.house.calls()
  for (const call of model.calls) {
    const row = stored.find(({ session }) => session === call.session)
    if (!row) throw new Error(`The call ${call.session} is not in the database.`)
    real.tokens.set(call.session, row.token)
    const asked = here.house.carrier.requests.filter(
      ({ path, params }) =>
        path !== 'voice/query_status' && (params.session === call.session || params.msg === `From +65${call.session}`),
    )
    expect({ session: call.session, asked: asked.map((request) => request.path) }).toEqual({
      session: call.session,
      asked: call.asked,
    })
    expect(await here.house.events(row.id)).toHaveLength(call.events)
    expect(row.phase).toBe(phaseOf[call.place])
  }
  expect(stored).toHaveLength(model.calls.length)
}

function pick(model: Model, roll: number): ModelCall | undefined {
  return model.calls[roll % Math.max(1, model.calls.length)]
}

/** The address that the carrier was given last for this call. */
function address(real: Real, { session, step }: ModelCall): { token: string; query: { step: string } } {
  return { token: real.tokens.get(session) ?? '', query: { step: String(step) } }
}

function refuseNext(at: string): void {
  here.house.carrier.answerNext(at, { status: 'error_tag_invalid_length' })
}

type Who = 'first' | 'second' | 'both'
let rung = 0

class Ring implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly who: Who,
    readonly refused: boolean,
  ) {}
  check = () => true
  async run(model: Model, real: Real) {
    rung += 1
    const call: ModelCall = {
      session: `${10_000_000 + rung}`,
      place: 'ask',
      step: 0,
      told: false,
      events: 1,
      asked: [],
    }
    model.calls.push(call)
    askOrRefused(call, 'ask', this.refused)
    if (this.refused) refuseNext(path.ask)
    const fields = { session: call.session, txn_ref: `AA-C-${rung}`, call_state: 'ringing', from: `+65${call.session}` }
    await tell(real, signed(real.token, { ...fields, to: '+6531580000', tag: '' }), this.who)
    await check(model, real)
  }
  toString = () => `Ring(${this.who}${this.refused ? ', refused' : ''})`
}

/** A block is done: a key was pressed, the transfer failed, or a message was spoken. */
class Done implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly roll: number,
    readonly key: '1' | '2' | '9' | '',
    readonly who: Who,
    readonly refused: boolean,
  ) {}
  check = (model: Readonly<Model>) => model.calls.length > 0
  async run(model: Model, real: Real) {
    const call = pick(model, this.roll)
    if (!call) return
    const { token, query } = address(real, call)
    const fields = { session: call.session, call_state: 'ongoing' }
    const told =
      call.place === 'ask'
        ? { ...fields, digits: this.key }
        : call.place === 'desk'
          ? { ...fields, transfer_status: 'busy' }
          : fields
    this.expect(call)
    await tell(real, signed(token, told, query), this.who)
    await check(model, real)
  }
  private expect(call: ModelCall): void {
    const { place } = call
    if (place === 'over' || call.told) return
    call.events += 1
    call.told = true
    if (['bye', 'closing', 'forced', 'cut', 'cutShort'].includes(place)) return
    if (place === 'ask' && this.key === '2') {
      call.step += 1
      call.asked.push('sms/send')
      call.events += 1
      if (this.refused) refuseNext('sms/send')
      return ask(call, this.refused ? 'sorry' : 'bye')
    }
    const next =
      place === 'apology' ? 'closing' : place === 'desk' ? 'ask' : place === 'ask' && this.key === '1' ? 'desk' : 'bye'
    if (this.refused) refuseNext(path[next])
    askOrRefused(call, next, this.refused)
  }
  toString = () => `Done(${this.roll}, “${this.key}”, ${this.who}${this.refused ? ', refused' : ''})`
}

class HangUp implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly roll: number,
    readonly who: Who,
  ) {}
  check = (model: Readonly<Model>) => model.calls.length > 0
  async run(model: Model, real: Real) {
    const call = pick(model, this.roll)
    if (!call) return
    const { token, query } = address(real, call)
    if (call.place !== 'over') call.events += 1
    call.place = 'over'
    await tell(real, signed(token, { session: call.session, call_state: 'ended' }, query), this.who)
    await check(model, real)
  }
  toString = () => `HangUp(${this.roll}, ${this.who})`
}

/** Somebody at a screen wants the call over. */
class AskForEnd implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly roll: number,
    readonly who: Who,
    readonly refused: boolean,
  ) {}
  check = (model: Readonly<Model>) => model.calls.length > 0
  async run(model: Model, real: Real) {
    const call = pick(model, this.roll)
    const row = (await here.house.calls()).find(({ session }) => session === call?.session)
    if (!call || !row) return
    const { place } = call
    if (place !== 'over' && place !== 'cut' && place !== 'cutShort') {
      call.events += 1
      if (this.refused) refuseNext(path.cut)
      askOrRefused(call, phaseOf[place] === 'closing' ? 'cutShort' : 'cut', this.refused)
    }
    const asked = { workspaceId: here.workspaceId, callId: row.id, by: 'Mei' }
    const [first, second] = real.processes
    if (this.who !== 'second') await first?.hangUp(asked)
    if (this.who !== 'first' && !this.refused) await second?.hangUp(asked)
    await Promise.all(real.processes.map((process) => process.idle()))
    await check(model, real)
  }
  toString = () => `AskForEnd(${this.roll}, ${this.who}${this.refused ? ', refused' : ''})`
}

/** The carrier says again, now or much later, what it has said before: nothing comes of it. */
class Repeat implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly roll: number,
    readonly who: Who,
  ) {}
  check = (model: Readonly<Model>) => model.calls.length > 0
  async run(model: Model, real: Real) {
    const again = real.told[this.roll % real.told.length]
    if (again) await tell(real, again, this.who)
    await check(model, real)
  }
  toString = () => `Repeat(${this.roll}, ${this.who})`
}

/** A process is gone; one that has seen nothing takes its place. */
class Restart implements fc.AsyncCommand<Model, Real> {
  constructor(readonly which: 0 | 1) {}
  check = () => true
  async run(model: Model, real: Real) {
    real.processes[this.which] = here.house.startProcess()
    await check(model, real)
  }
  toString = () => `Restart(${this.which})`
}

/** A process died over a request, before it left (`waiting`) or before the answer came (`sending`). Another takes over. */
class DiedOver implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly roll: number,
    readonly delivery: 'waiting' | 'sending',
    readonly which: 0 | 1,
  ) {}
  check = (model: Readonly<Model>) => pick(model, this.roll) !== undefined && pick(model, this.roll)?.place !== 'over'
  async run(model: Model, real: Real) {
    const call = pick(model, this.roll)
    if (!call || call.place === 'over') return
    await here.house.pool.query(`UPDATE call SET delivery = $2, due_at = now() - interval '1 s' WHERE session = $1`, [
      call.session,
      this.delivery,
    ])
    call.asked.push(path[call.place])
    // The first arrived, and the carrier is busy with it.
    if (this.delivery === 'sending')
      here.house.carrier.answerNext(path[call.place], { status: 'error_session_not_ready' })
    expect(await real.processes[this.which]?.lookAfter()).toBe(1)
    await real.processes[this.which]?.idle()
    await check(model, real)
  }
  toString = () => `DiedOver(${this.roll}, ${this.delivery}, ${this.which})`
}

/** The carrier's word that a block is done, or the call over, was lost; when it is asked, it says so. */
class Overdue implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly roll: number,
    readonly over: boolean,
    readonly which: 0 | 1,
  ) {}
  check = (model: Readonly<Model>) => pick(model, this.roll) !== undefined && pick(model, this.roll)?.place !== 'over'
  async run(model: Model, real: Real) {
    const call = pick(model, this.roll)
    if (!call || call.place === 'over') return
    await here.house.pool.query(
      `UPDATE call SET delivery = 'sent', due_at = now() - interval '1 s' WHERE session = $1`,
      [call.session],
    )
    here.house.carrier.answerNext('voice/query_status', {
      status: 'success_ok',
      txn_ref: 'x',
      call_status_dest1: this.over ? 'answered' : 'ongoing',
      ...(call.place === 'desk' ? { call_status_dest2: this.over ? 'failed' : 'busy' } : {}),
    })
    this.expect(call)
    expect(await real.processes[this.which]?.lookAfter()).toBe(1)
    await real.processes[this.which]?.idle()
    await check(model, real)
  }
  private expect(call: ModelCall): void {
    call.events += 1
    if (this.over) call.place = 'over'
    else if (call.place === 'desk') ask(call, 'ask')
    else if (call.place === 'ask' || call.place === 'sorry') ask(call, 'bye')
    else if (call.place === 'apology') ask(call, 'closing')
    // A hang-up that never came about is asked for again as an apology, then by force, and then written off.
    else if (call.place === 'bye' || call.place === 'cut' || call.place === 'cutShort') ask(call, 'closing')
    else if (call.place === 'closing') ask(call, 'forced')
    else call.place = 'over'
  }
  toString = () => `Overdue(${this.roll}, ${this.over ? 'over' : 'goes on'}, ${this.which})`
}

const roll = fc.nat({ max: 1_000 })
const who = fc.constantFrom<Who[]>('first', 'second', 'both')
const which = fc.constantFrom<Array<0 | 1>>(0, 1)
const refused = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })

test('for any order of what can happen, the engine does what the model says', { timeout: 120_000 }, async () => {
  const commands = [
    fc.tuple(who, refused).map((args) => new Ring(...args)),
    fc
      .tuple(roll, fc.constantFrom('1' as const, '2' as const, '9' as const, '' as const), who, refused)
      .map((args) => new Done(...args)),
    fc.tuple(roll, fc.constantFrom('1' as const, '2' as const), who, refused).map((args) => new Done(...args)),
    fc.tuple(roll, who).map((args) => new HangUp(...args)),
    fc.tuple(roll, fc.constantFrom<Who[]>('first', 'both'), refused).map((args) => new AskForEnd(...args)),
    fc.tuple(roll, who).map((args) => new Repeat(...args)),
    which.map((each) => new Restart(each)),
    fc.tuple(roll, fc.constantFrom('waiting' as const, 'sending' as const), which).map((args) => new DiedOver(...args)),
    fc.tuple(roll, fc.boolean(), which).map((args) => new Overdue(...args)),
  ]
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { size: '+1', maxCommands: 40 }), async (chosen) => {
      await here.empty()
      const real: Real = {
        processes: [here.house.startProcess(), here.house.startProcess()],
        token: here.number.token,
        told: [],
        tokens: new Map(),
      }
      await fc.asyncModelRun(() => ({ model: { calls: [] }, real }), chosen)
    }),
    // On a machine that has much else to do, as many as it comes to.
    { numRuns: 100, interruptAfterTimeLimit: 90_000 },
  )
})
