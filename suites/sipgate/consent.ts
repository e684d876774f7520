import { randomUUID } from 'node:crypto';
import { all, type Matcher, not, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow, givesCode } from './api.ts';
import { CODES } from './ids.ts';
import { isUnframeable, redirectHas, redirectsWithError, visited } from './matchers.ts';
import { isNotSet } from './target.ts';
import { sees } from './visit.ts';

const ASKED = 'sipgate.consent.asked';
const AGAIN = 'sipgate.consent.again';
const NO_CODE = 'sipgate.consent.denied-no-code';
const DENIED = 'sipgate.rfc.consent-denied';

export const consent = flow(
  'the user grants scopes, once',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each(['sipgate.consent.once', ASKED], CODES),
      ...each([AGAIN, NO_CODE, DENIED, 'sipgate.rfc.consent-not-framed'], [...CODES, ASKED]),
    },
    facts: { [AGAIN]: isNotSet('otherScope') },
  },
  async ({ sipgate, check }) => {
    const again = await sipgate.authorize({ as: sipgate.user, consent: 'stop' });
    const straight = !sees(again, 'consent') && givesCode(again.last).ok;
    check('sipgate.consent.once', again.last, visited(again, 'a redirect with a code and no page', straight));
    const scope = sipgate.scope.split(' ').reverse().join(' ');
    if (scope !== sipgate.scope) {
      const reversed = await sipgate.authorize({ as: sipgate.user, params: { scope }, consent: 'stop' });
      const isStraight = !sees(reversed, 'consent') && givesCode(reversed.last).ok;
      const expected = 'a redirect with a code and no page for the same scopes in another order';
      check('sipgate.consent.once', reversed.last, visited(reversed, expected, isStraight));
    }

    const { otherScope } = sipgate;
    const state = randomUUID();
    const params = otherScope ? { scope: `${sipgate.scope} ${otherScope}`, state } : { prompt: 'consent', state };
    const wider = await sipgate.authorize({ as: sipgate.user, params, consent: 'deny' });
    const page = wider.pages.find(({ kind }) => kind === 'consent');
    const asked = Boolean(sipgate.kept.get('consent-shown')) || page !== undefined;
    const grantedBefore = () => undecided('no page asked; these scopes may be granted already: set sipgate.otherScope');
    check(
      ASKED,
      wider.last,
      asked || otherScope ? visited(wider, 'a page that asks to grant the scopes', asked) : grantedBefore,
    );
    check(
      AGAIN,
      wider.last,
      visited(wider, 'a page that asks to grant the new scope (unless it was granted before)', page !== undefined),
    );

    const onPage = (matcher: Matcher): Matcher => (page ? matcher : () => undecided('no consent page was seen', AGAIN));
    const denied = all(redirectsWithError('access_denied'), redirectHas('state', state));
    const stuck = () => undecided('no button was found that denies; name it in the target file (sipgate.form.deny)');
    const afterDenial = (matcher: Matcher) => onPage(wider.last === page?.exchange ? stuck : matcher);
    check(NO_CODE, wider.last, afterDenial(not(givesCode, 'no code where the user has denied')));
    check(DENIED, wider.last, afterDenial(denied));
    check('sipgate.rfc.consent-not-framed', page?.exchange ?? wider.last, onPage(isUnframeable));
  },
);
