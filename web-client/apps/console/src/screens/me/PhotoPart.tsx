import { Alert, Button, FileButton, Group, Stack, Switch, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import { meQuery } from '../../http/queries.ts';
import { PictureCanvas } from '../../theme/PictureCanvas.tsx';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { useChangeMe } from './useChangeMe.ts';

/** The longest side of a photo that is sent, in pixels; larger ones are made smaller here. */
const SIDE_PX = 512;

/** A square out of the middle of a picture, as JPEG. */
async function squareOf(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const side = Math.min(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(side, SIDE_PX);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  canvas.getContext('2d')?.drawImage(bitmap, left, top, side, side, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.88);
  });
}

/** The own photo; citizens see it only when this person wants it. */
export function PhotoPart() {
  const words = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const { change, problem } = useChangeMe();
  const [failed, setFailed] = useState<string>();
  const photo = useQuery({
    queryKey: ['photo', me.id],
    queryFn: () => api.photo(me.id),
    enabled: me.photo,
    retry: false,
  });

  async function reload() {
    await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    await queries.invalidateQueries({ queryKey: ['photo', me.id] });
  }

  async function choose(file: File | null) {
    if (!file) return;
    setFailed(undefined);
    let square: Blob;
    try {
      square = await squareOf(file);
    } catch {
      return setFailed(words.picture_broken());
    }
    await attempt(() => api.changePhoto(square));
  }

  async function attempt(how: () => Promise<void>) {
    setFailed(undefined);
    try {
      await how();
      await reload();
    } catch (error) {
      setFailed(problemText(words, error));
    }
  }

  const trouble = failed ?? problem;
  return (
    <Stack>
      {trouble && (
        <Alert color="red" role="alert">
          {trouble}
        </Alert>
      )}
      <Group align="center">
        {me.photo && photo.data ? (
          <PictureCanvas picture={photo.data} label={words.photo_own()} maxHeight={96} round />
        ) : (
          <Text size="sm" c="dimmed">
            {words.photo_none()}
          </Text>
        )}
        <FileButton onChange={(file) => void choose(file)} accept="image/jpeg,image/png,image/webp">
          {(props) => (
            <Button variant="default" {...props}>
              {words.photo_choose()}
            </Button>
          )}
        </FileButton>
        {me.photo && (
          <Button variant="subtle" color="red" onClick={() => void attempt(api.removePhoto)}>
            {words.remove()}
          </Button>
        )}
      </Group>
      <Switch
        label={words.photo_show()}
        description={words.photo_show_help()}
        checked={me.showPhoto}
        disabled={!me.photo}
        onChange={(event) => void change({ showPhoto: event.currentTarget.checked })}
      />
    </Stack>
  );
}
