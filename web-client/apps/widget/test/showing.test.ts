import type { Ask, Push } from '@indiretta/protocol';
import { expect, test, vi } from 'vitest';
import { Showing, type ShowingPorts } from '../src/panel/call/show/Showing.ts';
import { callSnapshot, talkingState } from './callFixtures.ts';

/** A call in which the camera is open, with a server that pushes when told. */
function shown(camera: MediaStreamTrack | undefined = {} as MediaStreamTrack) {
  let push: (push: Push) => void = () => {};
  let key: (event: KeyboardEvent) => void = () => {};
  const picture = new Blob(['jpeg'], { type: 'image/jpeg' });
  const stopShowing = vi.fn();
  const takeStill = vi.fn(async (): Promise<Blob | undefined> => picture);
  const listeners: ((push: Push) => void)[] = [];
  const showing = new Showing({
    connection: {
      onPush: (call: (push: Push) => void) => {
        listeners.push(call);
        push = (each) => {
          for (const listener of listeners) listener(each);
        };
        return () => {};
      },
      request: async (_: Ask) => ({ type: 'done' }),
    },
    clock: { now: () => 0, after: () => () => {} },
    consultation: 'c-1',
    call: 'call-1',
    talking: {
      state: talkingState({ call: callSnapshot({ own: { ...callSnapshot().own, camera } }) }),
      onChange: () => () => {},
      stopShowing,
    },
    takeStill,
    onKey: (call: typeof key) => {
      key = call;
      return () => {};
    },
  } as unknown as ShowingPorts);
  return {
    showing,
    stopShowing,
    takeStill,
    ask: () => push({ type: 'stillAsked', consultation: 'c-1', call: 'call-1' }),
    point: () => push({ type: 'pointed', consultation: 'c-1', call: 'call-1', x: 5_000, y: 2_500, highlight: true }),
    press: (name: string) => {
      const event = new KeyboardEvent('keydown', { key: name, cancelable: true });
      key(event);
      return event;
    },
  };
}

test('a picture that was asked for is taken by one click and becomes a file by another', async () => {
  const { showing, ask, takeStill } = shown();
  expect(showing.confirmed('Foto.jpg')).toBeUndefined();
  ask();
  expect(showing.state.still).toEqual({ is: 'asked' });
  expect(takeStill).not.toHaveBeenCalled();
  await showing.take();
  expect(showing.state.still.is).toBe('taken');
  const file = showing.confirmed('Foto 14.32.jpg');
  expect([file?.name, file?.type, file?.size]).toEqual(['Foto 14.32.jpg', 'image/jpeg', 4]);
  expect(showing.state.still).toEqual({ is: 'none' });
  expect(showing.confirmed('Foto.jpg')).toBeUndefined();
});

test('a picture that was left meanwhile is not kept; one that failed says so', async () => {
  const { showing, takeStill } = shown();
  const taking = showing.take();
  showing.leave();
  await taking;
  expect(showing.state.still).toEqual({ is: 'none' });
  takeStill.mockResolvedValueOnce(undefined);
  await showing.take();
  expect(showing.state.still).toEqual({ is: 'failed' });
});

test('Esc ends what is shown and does nothing else; without something shown it is left to the panel', () => {
  const open = shown();
  expect(open.press('Enter').defaultPrevented).toBe(false);
  expect(open.press('Escape').defaultPrevented).toBe(true);
  expect(open.stopShowing).toHaveBeenCalledOnce();
  const closed = shown(null as unknown as MediaStreamTrack);
  expect(closed.press('Escape').defaultPrevented).toBe(false);
});

test('where the operator points is a part of the picture', () => {
  const { showing, point } = shown();
  point();
  expect(showing.state.pointed).toEqual({ x: 0.5, y: 0.25, highlight: true });
  expect(showing.state.onThisPage).toBe(false);
});
