import { outcomeOf, toAppError, useMutation } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, Text, Title, useDisclosure, useErrorText, useShell } from '#shared/ui/index.ts';
import { type OpenOfferFragment, WithdrawOwnershipOfferDocument } from '../../gql/graphql.ts';
import { OfferDialog } from './offer-dialog.tsx';
import classes from './ownership.module.css';

interface TransferOwnershipProps {
  readonly workspace: string;
  /** The one that waits for an answer. */
  readonly offer: OpenOfferFragment | null;
}

/** Offers the workspace to another member, or takes the offer back. */
export function TransferOwnership({ workspace, offer }: TransferOwnershipProps) {
  const t = useT('settings');
  const format = useFormat();
  const errorText = useErrorText();
  const { notify } = useShell();
  const [opened, dialog] = useDisclosure(false);
  const [withdraw, { loading }] = useMutation(WithdrawOwnershipOfferDocument, { refetchQueries: ['OwnershipSettings'], awaitRefetchQueries: true });
  const takeBack = async (): Promise<void> => {
    try {
      const outcome = outcomeOf((await withdraw()).data?.withdrawOwnershipOffer);
      notify(outcome.ok ? { kind: 'success', text: t('ownership.withdrawn') } : { kind: 'error', text: outcome.message });
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };
  return (
    <section className={classes.block} aria-labelledby="transfer-ownership">
      <div>
        <Title order={3} id="transfer-ownership">{t('ownership.transfer')}</Title>
        <Text size="sm" c="dimmed">{offer ? t('ownership.waiting', { name: offer.to, date: format.dateTime(offer.expiresAt) }) : t('ownership.transferText')}</Text>
      </div>
      {offer ? <Button variant="default" loading={loading} onClick={() => void takeBack()}>{t('ownership.withdraw')}</Button> : <Button variant="default" onClick={dialog.open}>{t('ownership.transferOpen')}</Button>}
      <OfferDialog workspace={workspace} opened={opened} onClose={dialog.close} />
    </section>
  );
}
