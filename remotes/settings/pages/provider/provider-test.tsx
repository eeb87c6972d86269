import { useState } from 'react';
import { toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, Group, IconCircleCheck, IconCircleX, IconPlugConnected, Text, useErrorText } from '#shared/ui/index.ts';
import { TestLlmProviderDocument, type TestLlmProviderMutation } from '../../gql/graphql.ts';
import { type ProviderValues, inputOf } from './provider-values.ts';

interface Result {
  readonly ok: boolean;
  readonly text: string;
  /** What was tried: the result is no longer true of other values. */
  readonly of: ProviderValues;
}

const read = (answer: TestLlmProviderMutation['testLlmProvider'] | undefined): { ok: boolean; text: string } => {
  if (!answer) return { ok: false, text: '' };
  if (answer.__typename === 'LlmProviderTest') return { ok: answer.ok, text: answer.message };
  return { ok: false, text: answer.__typename === 'ValidationError' ? answer.fields.map(({ message }) => message).join(' ') : answer.message };
};

/** Asks the provider one short question with the values as they stand, saved or not. */
export function ProviderTest({ values }: { readonly values: ProviderValues }) {
  const t = useT('settings');
  const errorText = useErrorText();
  const [ask, { loading }] = useMutation(TestLlmProviderDocument);
  const [result, setResult] = useState<Result | null>(null);
  const complete = values.baseUrl.trim() !== '' && values.model.trim() !== '';
  const test = async (): Promise<void> => {
    if (loading) return;
    setResult(null);
    try {
      setResult({ ...read((await ask({ variables: { input: inputOf(values) } })).data?.testLlmProvider), of: values });
    } catch (error) {
      setResult({ ok: false, text: errorText(toAppError(error)), of: values });
    }
  };
  const shown = result && JSON.stringify(result.of) === JSON.stringify(values) ? result : null;
  return (
    <div>
      <Group gap="sm">
        <Button variant="default" leftSection={<IconPlugConnected size={16} />} loading={loading} disabled={!complete} onClick={() => void test()}>{t('provider.test')}</Button>
        <Text size="sm" c="dimmed">{t(complete ? 'provider.testHint' : 'provider.testIncomplete')}</Text>
      </Group>
      <div role="status">
        {shown ? <Alert mt="sm" color={shown.ok ? 'green' : 'red'} icon={shown.ok ? <IconCircleCheck size={18} /> : <IconCircleX size={18} />} title={t(shown.ok ? 'provider.testPassed' : 'provider.testFailed')}>{shown.text}</Alert> : null}
      </div>
    </div>
  );
}
