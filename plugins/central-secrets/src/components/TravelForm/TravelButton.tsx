import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { centralSecretsTranslationRef } from '../../translation';
import { SideDrawer } from '../common/SideDrawer';
import { TravelForm } from './TravelForm';

/** Opens the form "How should this secret travel?". */
export function TravelButton() {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button color="primary" onClick={() => setIsOpen(true)}>
        {t('travel.title')}
      </Button>
      <SideDrawer
        title={t('travel.title')}
        open={isOpen}
        onClose={() => setIsOpen(false)}
      >
        <TravelForm />
      </SideDrawer>
    </>
  );
}
