package org.zhicheng.lambda;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.BallotSeal;
import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round;

/** Real seals; the private keys stay in it, as with the key service. */
final class FakeBallotBox implements BallotBox {

    private final Map<String, byte[]> keys = new HashMap<>();
    private final Supplier<String> ids;

    FakeBallotBox(Supplier<String> ids) {
        this.ids = ids;
    }

    @Override
    public synchronized Keys keys(String session, int round) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            String handle = "key of " + session + " " + round + " " + keys.size();
            keys.put(handle, pair.getPrivate().getEncoded());
            return new Keys(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()), handle);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Ballot seal(Round round, String applicationId, Choice choice) {
        String id = ids.get();
        return new Ballot(id, applicationId, BallotSeal.seal(round.publicKey(), round.label(applicationId, id), choice));
    }

    @Override
    public synchronized Opened unlock(Round round) {
        byte[] key = keys.get(round.sealedKey());
        return ballots -> {
            Map<String, Choice> choices = new HashMap<>();
            ballots.forEach(ballot -> choices.put(ballot.id(),
                    BallotSeal.open(BallotSeal.key(key), round.label(ballot.applicationId(), ballot.id()), ballot.sealed())));
            return choices;
        };
    }
}
