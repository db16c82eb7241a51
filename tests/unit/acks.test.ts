import { describe, expect, test } from 'vitest'
import { Acks } from '../../client/net/acks.ts'
import type { SessionStatus } from '../../client/net/page-session.ts'
import { saveState, wouldLose } from '../../client/net/save-state.ts'

describe('[W21] what is safe on the server', () => {
  test('nothing is complete before the connection has sent its step 2', () => {
    const acks = new Acks(0)
    acks.connect()
    expect(acks.complete).toBe(false)
    acks.send('step2')
    expect(acks.complete).toBe(false)
    acks.save(1)
    expect(acks.complete).toBe(true)
  })

  test('changes from before the connection are safe with its step 2, later ones with their frame', () => {
    const acks = new Acks(3)
    acks.change(false)
    acks.connect()
    acks.send('update')
    acks.change(true)
    acks.send('step2')
    acks.send('update')
    acks.change(true)
    expect(acks.unsaved).toBe(6)
    acks.save(1)
    expect(acks.unsaved).toBe(5)
    acks.save(2)
    expect(acks.unsaved).toBe(1)
    expect(acks.complete).toBe(false)
    acks.save(3)
    expect(acks.unsaved).toBe(0)
    expect(acks.complete).toBe(true)
  })

  test('what was sent and not acknowledged waits again after a cut', () => {
    const acks = new Acks(0)
    acks.connect()
    acks.send('step2')
    acks.save(1)
    acks.send('update')
    acks.change(true)
    acks.connect()
    expect(acks.unsaved).toBe(1)
    // An old acknowledgement counts for nothing on the new connection.
    acks.save(2)
    expect(acks.unsaved).toBe(1)
    acks.send('step2')
    acks.save(1)
    expect(acks.complete).toBe(true)
  })

  test('the words follow', () => {
    const live: SessionStatus = {
      connection: { at: 'live', mode: 'normal' },
      ready: true,
      unsaved: 0,
      complete: true,
      bars: 0,
      kept: 'yes',
    }
    const say = (change: Partial<SessionStatus>) => saveState({ ...live, ...change }, true).say
    const offline = { at: 'offline', blocked: false } as const
    expect(say({})).toBe('saved')
    expect(say({ complete: false })).toBe('saving')
    expect(say({ connection: { at: 'live', mode: 'not-saving' } })).toBe('notSaving')
    expect(say({ connection: offline })).toBe('offline')
    expect(say({ connection: offline, unsaved: 2 })).toBe('kept')
    expect(say({ connection: offline, unsaved: 2, kept: 'unknown' })).toBe('saving')
    expect(say({ connection: offline, unsaved: 2, kept: 'no' })).toBe('notKept')
    expect(wouldLose({ ...live, connection: offline, unsaved: 2, kept: 'no' })).toBe(true)
    expect(wouldLose({ ...live, connection: offline, unsaved: 2 })).toBe(false)
  })
})
