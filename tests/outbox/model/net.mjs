// A network that loses, doubles, holds back and reorders. Nothing leaves it until the schedule says so.
export class Net {
  constructor(world) { Object.assign(this, { world, waiting: [], late: [] }); }

  ask(phone, epoch, serve, mayRepeat = false) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ phone, epoch, cookie: phone.cookie, serve, mayRepeat, resolve, reject });
    });
  }

  // One of the letters meets its fate.
  step(random, fate) {
    if (!this.waiting.length) return;
    const [letter] = this.waiting.splice(random.below(this.waiting.length), 1);
    const alive = letter.epoch === letter.phone.epoch;
    const answer = (value) => { if (alive) letter.resolve(value); };
    const fail = () => { if (alive) letter.reject(new Error('no network')); };
    if (fate === 'drop request') return fail();
    if (fate === 'portal') return letter.mayRepeat ? answer({ status: 200, body: null }) : fail();
    if (fate === 'portal says json') return letter.mayRepeat ? answer({ status: 200, body: {} }) : answer({});
    if (fate === 'failure') return letter.mayRepeat ? answer({ status: 500, body: null }) : fail();
    if (fate === 'held back') { if (letter.mayRepeat) this.late.push(letter); return fail(); }
    const served = letter.serve(letter.cookie);
    if (fate === 'twice' && letter.mayRepeat) letter.serve(letter.cookie);
    if (fate === 'again later' && letter.mayRepeat) this.late.push(letter);
    return fate === 'drop response' ? fail() : answer(served);
  }

  // A letter that was given up arrives after all, under the sign-in it was sent with.
  arriveLate(random) {
    if (!this.late.length) return;
    const [letter] = this.late.splice(random.below(this.late.length), 1);
    letter.serve(letter.cookie);
  }
}

export const FATES = ['well', 'well', 'well', 'drop request', 'drop response', 'twice', 'again later', 'held back', 'portal', 'portal says json', 'failure'];
