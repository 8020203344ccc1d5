-- How long operators take to answer an offer: read from the newest accepted ones.
CREATE INDEX offer_accepted ON offer (ended_at) WHERE ending = 'ACCEPTED';
