import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DateTimeScalar } from '../../../infra/graphql/scalars';
import { Channel, inWords, Language } from '../../../infra/graphql/words';
import { FOREVER, promisedAt, said, statuses } from '../../indicators';
import { instantText, type ProceduresContext } from './context';
import { Agency, Dossier, DossierChange, LateCase, Procedure } from './dossier';
import { historyOf } from './history';
import { lateCaseOf, loadDossier } from './load';

const STATUS: Readonly<Record<string, { vi: string; en: string }>> = {
  REGISTERED: { vi: 'Mới đăng ký', en: 'Registered' },
  RECEIVED: { vi: 'Được tiếp nhận', en: 'Received' },
  REFUSED: { vi: 'Không được tiếp nhận', en: 'Refused' },
  PROCESSING: { vi: 'Đang xử lý', en: 'In process' },
  SUPPLEMENT_REQUESTED: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement requested' },
  FEE_REQUESTED: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Fee requested' },
  WITHDRAWN: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn by the applicant' },
  STOPPED: { vi: 'Dừng xử lý', en: 'Stopped' },
  COMPLETED: { vi: 'Đã xử lý xong', en: 'Completed' },
  RETURNED: { vi: 'Đã trả kết quả', en: 'Result returned' },
};

/** One dossier. */
@Resolver(() => Dossier)
export class DossierResolver {
  @Query(() => Dossier, {
    nullable: true,
    description: 'One dossier by its code; null where none is known or it was voided',
  })
  dossier(
    @Ctx() context: ProceduresContext,
    @Arg('code', () => ID, { description: 'Its code' }) code: string,
  ): Promise<Dossier | null> {
    return loadDossier(context, code);
  }

  @FieldResolver(() => Procedure, { nullable: true, description: 'The procedure it is about' })
  procedure(@Root() { life }: Dossier): Procedure | null {
    return life.procedure === '' ? null : { code: life.procedure };
  }

  @FieldResolver(() => Agency, { nullable: true, description: 'The agency that answers for it' })
  agency(@Root() { life }: Dossier): Agency | null {
    return life.agency === '' ? null : { code: life.agency };
  }

  @FieldResolver(() => Channel, { nullable: true, description: 'How it was lodged; null where nobody said' })
  channel(@Root() { state }: Dossier): Channel | null {
    return (said(state, 'channel') as Channel | null | undefined) ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The status said last (trạng thái)' })
  status(@Root() { state }: Dossier): string | null {
    return (statuses(state).at(-1)?.value as string | null | undefined) ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The status in words' })
  statusLabel(
    @Root() dossier: Dossier,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the words' })
    lang: Language | null,
  ): string | null {
    const status = this.status(dossier);
    const words = status === null ? undefined : STATUS[status];
    return words === undefined ? status : inWords(words, lang);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it waits for the applicant now: a supplement or a fee was asked for',
  })
  paused(@Root() { life }: Dossier, @Ctx() { now }: ProceduresContext): boolean {
    return life.segments.some(({ from, until, paused }) => paused && from <= now && now < until);
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When it was received (ngày tiếp nhận)' })
  receivedAt(@Root() { state }: Dossier, @Ctx() context: ProceduresContext): string | null {
    return stated(state, 'receivedAt', context);
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'The promised date in force, an apology included',
  })
  dueAt(@Root() { state }: Dossier, @Ctx() context: ProceduresContext): string | null {
    return instantText(context, promisedAt(state, FOREVER));
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When its handling ended (ngày kết thúc xử lý)' })
  completedAt(@Root() { life }: Dossier, @Ctx() context: ProceduresContext): string | null {
    return instantText(context, life.completedAt);
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When the result was returned (ngày trả)' })
  returnedAt(@Root() { life }: Dossier, @Ctx() context: ProceduresContext): string | null {
    return instantText(context, life.returnedAt);
  }

  @FieldResolver(() => LateCase, { nullable: true, description: 'Its lateness as of now; null where it is not late' })
  late(@Root() dossier: Dossier, @Ctx() context: ProceduresContext): LateCase | null {
    return lateCaseOf(context, dossier, context.now);
  }

  @FieldResolver(() => [DossierChange], { description: 'Every statement about it that still stands, oldest first' })
  history(@Root() dossier: Dossier, @Ctx() context: ProceduresContext): DossierChange[] {
    return historyOf(context, dossier);
  }
}

function stated(state: Dossier['state'], field: string, context: ProceduresContext): string | null {
  return instantText(context, (said(state, field) as number | null | undefined) ?? null);
}
