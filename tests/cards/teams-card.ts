/** What Microsoft's own types say a card is: the JSON schema that cards are checked with is generated from this. */
import type { IAdaptiveCard } from '@microsoft/teams.cards';

export type Card = IAdaptiveCard;
