import { afterEach, describe, expect, test } from 'vitest';
import { MEETS_WITHIN_MS, theirProposal } from '../src/Meeting.ts';
import { endShare } from '../src/People.ts';
import { FakePlayer } from './FakeMedia.ts';
import { citizen, luca, marta, talking, world } from './pages.ts';

afterEach(() => {
  FakePlayer.wantsClick = false;
});

const phase = (page: { call: { snapshot: { phase: { type: string } } } }) => page.call.snapshot.phase.type;

describe('how a call comes about and ends', () => {
  test('one side proposes, the other accepts, both are heard', async () => {
    const { page, clock, network } = world();
    const [one, other] = [page(citizen), page(marta)];
    expect(phase(one)).toBe('idle');
    void one.call.own.speak();
    await one.call.propose('TALK');
    await clock.advance(0);
    expect(phase(one)).toBe('proposedByUs');
    expect(other.call.snapshot.phase).toMatchObject({ type: 'proposedByThem', mode: 'TALK', by: citizen });
    expect(other.capturing.opened).toEqual([]);

    void other.call.own.speak();
    await other.call.accept();
    await clock.advance(0);
    expect([phase(one), phase(other)]).toEqual(['running', 'running']);
    expect(network.open).toHaveLength(2);
    expect(network.open.map(({ sent }) => sent[0])).toEqual(
      expect.arrayContaining([one.capturing.opened[0]?.id, other.capturing.opened[0]?.id]),
    );
    expect(one.call.snapshot.others).toMatchObject([{ author: marta, microphone: 'ON', link: 'connected' }]);
    expect(one.players.map(({ playing }) => playing)).toEqual([true]);
  });

  test('declined: both see why, nothing stays open', async () => {
    const { page, clock } = world();
    const [one, other] = [page(citizen), page(marta)];
    void one.call.own.speak();
    await one.call.propose('TALK');
    await other.call.decline();
    await clock.advance(0);
    expect(one.call.snapshot.phase).toEqual({ type: 'ended', reason: 'DECLINED' });
    expect(one.capturing.live).toEqual([]);
    one.call.dismiss();
    expect(phase(one)).toBe('idle');
  });

  test('taken back before the answer', async () => {
    const { page, clock } = world();
    const [one, other] = [page(citizen), page(marta)];
    await one.call.propose('TALK');
    one.call.hangUp();
    await clock.advance(0);
    expect(other.call.snapshot.phase).toEqual({ type: 'ended', reason: 'WITHDRAWN' });
    expect(one.call.snapshot.phase).toEqual({ type: 'ended', reason: 'WITHDRAWN' });
  });

  test('hanging up ends it on both sides, closes the devices and reports nothing that is not known', async () => {
    const { citizen, operator, clock, network, board } = await talking();
    citizen.call.hangUp();
    await clock.advance(0);
    expect(citizen.call.snapshot.phase).toEqual({ type: 'ended', reason: 'HUNG_UP' });
    expect(operator.call.snapshot.phase).toEqual({ type: 'ended', reason: 'HUNG_UP' });
    expect([...citizen.capturing.live, ...operator.capturing.live, ...network.open]).toEqual([]);
    expect(board.heard.some(({ ask }) => ask.type === 'reportCall')).toBe(false);
  });

  test('the consultation ends before its call does: the reason is the server’s, even when it comes later', async () => {
    const { operator, board, clock } = await talking();
    const ended = { ...board.view };
    const { call, ...without } = ended;
    if (!call) throw new Error('no call');
    operator.line.push({
      type: 'callChanged',
      consultation: without.id,
      call: { ...call, state: 'ENDED', endReason: 'HANDED_OVER' },
    });
    await clock.advance(0);
    expect(operator.call.snapshot.phase).toEqual({ type: 'ended', reason: 'HANDED_OVER' });
  });

  test('news in the wrong order: an older picture of the call changes nothing', async () => {
    const { operator, board, clock, citizen: other } = await talking();
    const old = board.call;
    if (!old) throw new Error('no call');
    await other.call.propose('SHOW');
    await clock.advance(0);
    operator.line.push({ type: 'callChanged', consultation: board.view.id, call: { ...old, members: [] } });
    await clock.advance(0);
    expect(operator.call.snapshot).toMatchObject({
      phase: { type: 'running', mode: 'SHOW' },
      others: [{ author: citizen }],
    });
    board.end('LOST');
    await clock.advance(0);
    operator.line.push({ type: 'callChanged', consultation: board.view.id, call: old });
    await clock.advance(0);
    expect(operator.call.snapshot.phase).toEqual({ type: 'ended', reason: 'LOST' });
  });

  test('the mode changes while it runs, and nothing is negotiated again', async () => {
    const { citizen, operator, clock, board } = await talking();
    const signals = () => board.heard.filter(({ ask }) => ask.type === 'signal').length;
    const before = signals();
    await citizen.call.propose('SHOW');
    void citizen.call.own.showCamera();
    await clock.advance(0);
    expect(operator.call.snapshot.phase).toEqual({ type: 'running', mode: 'SHOW' });
    expect(operator.call.snapshot.others[0]?.camera).toBeDefined();
    expect(signals()).toBe(before);
  });

  test('both propose at once: the first proposal stands, and the second click answers it', async () => {
    const { page, clock } = world();
    const [one, other] = [page(citizen), page(marta)];
    void other.call.own.speak();
    const answers = await Promise.all([one.call.propose('TALK'), other.call.propose('TALK')]);
    await clock.advance(0);
    expect(answers.map(({ type }) => type)).toEqual(['done', 'done']);
    expect([phase(one), phase(other)]).toEqual(['running', 'running']);
    expect(other.call.own.state.microphone).toBe('ON');
  });

  test('nobody else proposed: after 3 s it is given up to look for theirs', async () => {
    const { page, clock } = world();
    const found = theirProposal(page(marta).call, clock);
    let given: unknown = 'still looking';
    void found.then((id) => {
      given = id;
    });
    await clock.advance(MEETS_WITHIN_MS - 1);
    expect(given).toBe('still looking');
    await clock.advance(1);
    expect(given).toBeUndefined();
  });

  test('without any device one takes part listening', async () => {
    const { page, clock } = world();
    const [one, other] = [page(citizen), page(marta)];
    one.capturing.problem = 'MISSING';
    void one.call.own.speak();
    await one.call.propose('TALK');
    await other.call.accept();
    await clock.advance(0);
    expect(phase(one)).toBe('running');
    expect(one.call.snapshot.own).toMatchObject({
      microphone: 'OFF',
      problem: { with: 'microphone', problem: 'MISSING' },
    });
  });

  test('started as Talk: taking part needs no second click', async () => {
    const { page, clock } = world();
    const [one, other] = [page(citizen), page(marta)];
    one.call.takePart();
    await other.call.propose('TALK');
    await one.call.accept();
    await clock.advance(0);
    expect([phase(one), phase(other)]).toEqual(['running', 'running']);
  });
});

describe('what is sent', () => {
  test('muted: nothing is sent, the device stays open, the others know', async () => {
    const { citizen, operator, clock, network } = await talking();
    citizen.call.own.mute();
    await clock.advance(0);
    const [microphone] = citizen.capturing.opened;
    expect(network.open.flatMap(({ sent }) => sent)).not.toContain(microphone?.id);
    expect(microphone).toMatchObject({ enabled: false, readyState: 'live' });
    expect(operator.call.snapshot.others[0]?.microphone).toBe('MUTED');
    void citizen.call.own.speak();
    await clock.advance(0);
    expect(network.open.flatMap(({ sent }) => sent)).toContain(microphone?.id);
    expect(citizen.capturing.opened).toHaveLength(1);
  });

  test('on hold nothing is sent or heard in either direction, and it goes on as it was', async () => {
    const { citizen, operator, clock, network } = await talking();
    const both = [citizen, operator].map(({ capturing }) => capturing.opened[0]?.id);
    const sent = () => network.open.flatMap(({ sent: tracks }) => tracks).filter((id) => both.includes(id));
    expect(sent()).toHaveLength(2);
    citizen.call.own.hold(true);
    await clock.advance(0);
    expect(operator.call.snapshot.others[0]).toMatchObject({ onHold: true, speaking: false });
    expect(citizen.players[0]?.muted).toBe(true);
    expect(sent()).toEqual([]);
    citizen.call.own.hold(false);
    await clock.advance(0);
    expect(citizen.players[0]?.muted).toBe(false);
    expect(sent().sort()).toEqual([...both].sort());
  });

  test('a chosen screen is seen by nobody else before it is shared', async () => {
    const { citizen, operator, clock, network } = await talking();
    await citizen.call.own.chooseScreen();
    await clock.advance(0);
    const screen = citizen.capturing.opened[1];
    expect(citizen.call.snapshot.own.screen).toMatchObject({ state: 'chosen' });
    expect(network.open.flatMap(({ sent }) => sent)).not.toContain(screen?.id);
    citizen.call.own.shareScreen();
    await clock.advance(0);
    expect(network.open.flatMap(({ sent }) => sent)).toContain(screen?.id);
    expect(operator.call.snapshot.others[0]?.screen).toBeDefined();
    screen?.unplug();
    await clock.advance(0);
    expect(operator.call.snapshot.others[0]?.screen).toBeUndefined();
    expect(citizen.call.snapshot.own).toMatchObject({ screen: undefined, problem: undefined });
  });

  test('somebody else ends what this person shows: it stops, the others know, and that is said until it is read', async () => {
    const { citizen, operator, clock, board } = await talking();
    await citizen.call.own.showCamera();
    await citizen.call.own.chooseScreen();
    citizen.call.own.shareScreen();
    await clock.advance(0);
    const [shown] = operator.call.snapshot.others;
    expect(shown).toMatchObject({ role: 'CITIZEN', invited: false });
    if (!shown) throw new Error('nobody');
    const { connection, consultation } = operator.line.ports;
    const ports = { connection, consultation: consultation.id, call: board.call?.id ?? '' };
    await endShare(ports, shown.member, 'SCREEN');
    await clock.advance(0);
    expect(citizen.call.snapshot.own).toMatchObject({ screen: undefined, ended: 'SCREEN' });
    expect(citizen.call.snapshot.own.camera).toBeDefined();
    expect(operator.call.snapshot.others[0]?.screen).toBeUndefined();
    await endShare(ports, shown.member, 'CAMERA');
    await clock.advance(0);
    expect(citizen.call.snapshot.own).toMatchObject({ camera: undefined, ended: 'CAMERA' });
    citizen.call.own.dismissProblem();
    expect(citizen.call.snapshot.own.ended).toBeUndefined();
  });

  test('blocked sound asks for a tap', async () => {
    FakePlayer.wantsClick = true;
    const { citizen, clock } = await talking();
    expect(citizen.call.snapshot.tapToHear).toBe(true);
    FakePlayer.wantsClick = false;
    citizen.call.tapToHear();
    await clock.advance(0);
    expect(citizen.call.snapshot.tapToHear).toBe(false);
    expect(citizen.players[0]?.playing).toBe(true);
  });

  test('the picture is the same object as long as nothing changed', async () => {
    const { citizen, clock } = await talking();
    await clock.advance(5_000);
    const before = citizen.call.snapshot;
    let told = 0;
    citizen.call.onChange(() => {
      told += 1;
    });
    await clock.advance(10_000);
    expect(citizen.call.snapshot).toBe(before);
    expect(told).toBe(0);
  });
});

describe('bad luck', () => {
  for (const noticed of [true, false]) {
    const how = noticed ? 'by the server, too' : 'because the server moved it, or died';
    test(`p6: the socket is lost, ${how}, and resumed: media go on meanwhile and afterwards, as the same peer`, async () => {
      const { citizen, operator, clock, network, board } = await talking();
      await citizen.call.own.chooseScreen();
      citizen.call.own.shareScreen();
      await clock.advance(0);
      const before = { peer: citizen.line.peer, links: network.open.map(({ sent }) => sent) };
      const signals = () => board.heard.filter(({ ask }) => ask.type === 'signal').length;
      const signalled = signals();
      const phases = new Set<string>();
      citizen.call.onChange(() => phases.add(phase(citizen)));
      citizen.line.drop(noticed);
      await clock.advance(2_000);
      expect(operator.call.snapshot).toMatchObject({
        phase: { type: 'running' },
        others: [{ away: noticed, link: 'connected' }],
      });
      citizen.line.resume();
      await clock.advance(0);
      expect([phase(citizen), phase(operator), ...phases].every((each) => each === 'running')).toBe(true);
      expect(citizen.line.peer).toBe(before.peer);
      expect(network.open.map(({ sent }) => sent)).toEqual(before.links);
      expect(signals()).toBe(signalled);
      expect(citizen.call.snapshot.own).toMatchObject({
        microphone: 'ON',
        speakAgain: false,
        screen: { state: 'shared' },
      });
      expect(operator.call.snapshot.others).toMatchObject([{ away: false, microphone: 'ON', link: 'connected' }]);
      expect(operator.call.snapshot.others[0]?.screen).toBeDefined();
      citizen.call.own.mute();
      await clock.advance(0);
      expect(operator.call.snapshot.others[0]?.microphone).toBe('MUTED');
    });
  }

  test('p6: both sides are moved at once, and a new way is found afterwards as before', async () => {
    const { citizen, operator, clock, network } = await talking();
    const links = network.open.length;
    for (const { line } of [citizen, operator]) line.drop(false);
    await clock.advance(500);
    for (const { line } of [citizen, operator]) line.resume();
    await clock.advance(0);
    expect(network.open).toHaveLength(links);
    network.set(false);
    await clock.advance(6_000);
    network.set(true);
    await clock.advance(6_000);
    expect([phase(citizen), phase(operator)]).toEqual(['running', 'running']);
    expect(network.open).toHaveLength(links);
  });

  test('media that go on without the server end with the call, 30 s later', async () => {
    const { citizen, operator, clock } = await talking();
    citizen.line.drop();
    await clock.advance(29_999);
    expect(phase(citizen)).toBe('running');
    await clock.advance(1);
    expect(citizen.call.snapshot.phase).toEqual({ type: 'ended', reason: 'LOST' });
    expect([...citizen.capturing.live, ...operator.capturing.live]).toEqual([]);
  });

  test('a server of before lets it in as a new peer only: receiving, with one click to speak', async () => {
    const { citizen, operator, clock, network, board } = await talking();
    board.knowsPeers = false;
    await citizen.call.own.chooseScreen();
    citizen.call.own.shareScreen();
    await clock.advance(0);
    citizen.line.drop();
    await clock.advance(2_000);
    expect(operator.call.snapshot).toMatchObject({
      phase: { type: 'running' },
      others: [{ away: true, link: 'connected' }],
    });
    citizen.line.resume();
    await clock.advance(0);
    expect([phase(citizen), phase(operator)]).toEqual(['running', 'running']);
    expect(citizen.call.snapshot.own).toMatchObject({
      microphone: 'MUTED',
      speakAgain: true,
      shareAgain: 'screen',
      screen: { state: 'chosen' },
    });
    const sent = () => network.open.flatMap((connection) => connection.sent);
    expect(sent()).toContain(operator.capturing.opened[0]?.id);
    expect(sent()).not.toContain(citizen.capturing.opened[0]?.id);
    expect(network.open).toHaveLength(2);
    void citizen.call.own.speak();
    citizen.call.own.shareScreen();
    await clock.advance(0);
    expect(sent()).toEqual(expect.arrayContaining(citizen.capturing.opened.map(({ id }) => id)));
    expect(citizen.call.snapshot.own.speakAgain).toBe(false);
  });

  test('a reload comes back by itself, receiving; nothing opens without a click', async () => {
    const { citizen: before, operator, clock, page, network } = await talking();
    await before.call.own.showCamera();
    await clock.advance(0);
    before.leave();
    await clock.advance(1_000);
    const after = page(before.line.self, before.keep);
    expect(phase(after)).toBe('reestablishing');
    await clock.advance(0);
    expect([phase(after), phase(operator)]).toEqual(['running', 'running']);
    expect(after.call.snapshot.own).toMatchObject({ microphone: 'OFF', speakAgain: true, shareAgain: 'camera' });
    expect(after.capturing.opened).toEqual([]);
    expect(network.open).toHaveLength(2);
  });

  test('the server has not noticed the reload yet: the seat is taken again all the same', async () => {
    const { citizen: before, clock, page, board } = await talking();
    before.call.close();
    board.lines.splice(board.lines.indexOf(before.line), 1);
    const after = page(before.line.self, before.keep);
    await clock.advance(0);
    expect(phase(after)).toBe('running');
  });

  test('what is not re-established in 30 s is over, with its reason', async () => {
    const { citizen, operator, clock, network } = await talking();
    citizen.line.drop();
    network.set(false);
    await clock.advance(29_999);
    expect(phase(citizen)).toBe('reestablishing');
    await clock.advance(1);
    expect(citizen.call.snapshot.phase).toEqual({ type: 'ended', reason: 'LOST' });
    expect(operator.call.snapshot.phase).toEqual({ type: 'ended', reason: 'LOST' });
    expect([...citizen.capturing.live, ...operator.capturing.live]).toEqual([]);
    citizen.line.resume();
    await clock.advance(0);
    expect(citizen.call.snapshot.phase).toEqual({ type: 'ended', reason: 'LOST' });
  });

  test('media that find no way any more: new ways are tried, then it has failed', async () => {
    const { citizen, operator, clock, network, board } = await talking();
    const offers = () =>
      board.heard.filter(({ ask }) => ask.type === 'signal' && ask.body.kind === 'description').length;
    const before = offers();
    network.set(false);
    await clock.advance(20_000);
    expect([phase(citizen), phase(operator)]).toEqual(['reestablishing', 'reestablishing']);
    expect(offers()).toBeGreaterThan(before);
    await clock.advance(10_000);
    expect(citizen.call.snapshot.phase).toEqual({ type: 'ended', reason: 'FAILED' });
    expect(operator.call.snapshot.phase).toEqual({ type: 'ended', reason: 'FAILED' });
  });

  test('a network that comes back within the time is found again', async () => {
    const { citizen, operator, clock, network } = await talking();
    network.set(false);
    await clock.advance(12_000);
    network.set(true);
    await clock.advance(6_000);
    expect([phase(citizen), phase(operator)]).toEqual(['running', 'running']);
    await clock.advance(60_000);
    expect([phase(citizen), phase(operator)]).toEqual(['running', 'running']);
  });

  test('another window takes the call over, and the first one lets go', async () => {
    const { citizen: first, operator, clock, page } = await talking();
    const second = page(first.line.self);
    await clock.advance(0);
    expect(phase(second)).toBe('outside');
    second.call.takePart();
    await clock.advance(0);
    expect([phase(first), phase(second), phase(operator)]).toEqual(['outside', 'running', 'running']);
    expect(first.capturing.live).toEqual([]);
    expect(operator.call.snapshot.others).toHaveLength(1);
  });

  test('a microphone that opens after the call is over is closed at once', async () => {
    const { citizen, clock } = await talking();
    let answered = () => {};
    citizen.capturing.question = new Promise((resolve) => {
      answered = resolve;
    });
    void citizen.call.own.showCamera();
    citizen.call.hangUp();
    answered();
    await clock.advance(0);
    expect(citizen.capturing.opened).toHaveLength(2);
    expect(citizen.capturing.live).toEqual([]);
  });

  test('signals that are too many for now are sent again, in order', async () => {
    const { page, clock, board } = world();
    const [one, other] = [page(citizen), page(marta)];
    let refusals = 3;
    board.refuseSignal = () => {
      if (refusals === 0) return undefined;
      refusals -= 1;
      return { type: 'refused', code: 'TOO_MANY', detail: '', retryAfterMs: 700 };
    };
    await one.call.propose('TALK');
    await other.call.accept();
    await clock.advance(699);
    expect(phase(one)).toBe('connecting');
    await clock.advance(1);
    expect([phase(one), phase(other)]).toEqual(['running', 'running']);
  });

  test('signals of a peer that is gone, and malformed ones, change nothing', async () => {
    const { citizen, operator, clock, board } = await talking();
    const gone = citizen.line.peer ?? '';
    board.knowsPeers = false;
    citizen.line.drop();
    citizen.line.resume();
    await clock.advance(0);
    const { id = '' } = board.call ?? {};
    const say = (from: string, sdp: string) =>
      operator.line.push({
        type: 'signalled',
        consultation: board.view.id,
        call: id,
        from,
        body: { kind: 'description', type: 'offer', sdp },
      });
    say(gone, 'ufrag:old sections:3');
    say(citizen.line.peer ?? '', 'not SDP at all');
    say('never-heard-of', 'ufrag:x sections:3');
    await clock.advance(0);
    expect([phase(citizen), phase(operator)]).toEqual(['running', 'running']);
  });

  test('three people: each has a link to each', async () => {
    const { page, clock, network } = world();
    const pages = [page(citizen), page(marta), page(luca)];
    const [one, other, third] = pages;
    third?.call.takePart();
    await one?.call.propose('TALK');
    await other?.call.accept();
    await clock.advance(0);
    expect(pages.map(phase)).toEqual(['running', 'running', 'running']);
    expect(network.open).toHaveLength(6);
    expect(pages.map(({ call }) => call.snapshot.others.map(({ link }) => link))).toEqual(
      pages.map(() => ['connected', 'connected']),
    );
    third?.call.hangUp();
    await clock.advance(0);
    expect(pages.map(phase)).toEqual(['running', 'running', 'ended']);
    expect(network.open).toHaveLength(2);
  });
});
