import { tenRounds } from './ten-rounds.testing'

tenRounds(4)
