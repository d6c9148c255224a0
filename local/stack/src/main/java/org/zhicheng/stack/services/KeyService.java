package org.zhicheng.stack.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.stack.state.StateFolder;

/**
 * A small KMS: encryption (AES-256-GCM, the encryption context authenticated), HMAC-SHA-256 and ECDSA P-256 with the JDK's own algorithms.
 * Keys are in {@code <state>/keys.json}, which only its owner can read; they protect nothing but samples.
 */
public final class KeyService implements AwsJsonService {

    /** What a key is for. The names are those of KMS. */
    public enum KeySpec {
        SYMMETRIC_DEFAULT("ENCRYPT_DECRYPT"),
        HMAC_256("GENERATE_VERIFY_MAC"),
        ECC_NIST_P256("SIGN_VERIFY");

        private final String usage;

        KeySpec(String usage) {
            this.usage = usage;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + 16 + NONCE_BYTES;
    private static final int MAX_MESSAGE = 4096;
    private static final String MAC_ALGORITHM = "HMAC_SHA_256";
    private static final String SIGNING_ALGORITHM = "ECDSA_SHA_256";

    private final StateFolder state;
    private final String region;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, Key> keys = new LinkedHashMap<>();
    private final Map<String, UUID> aliases = new TreeMap<>();

    /** @param secret the key itself, or the private key in PKCS#8; @param publicKey SubjectPublicKeyInfo, empty for a symmetric key */
    private record Key(UUID id, KeySpec spec, String description, Instant created, byte[] secret, byte[] publicKey) {
    }

    /** An error of the service, typed as KMS types it. */
    private static final class Refused extends RuntimeException {

        private final String type;

        Refused(String type, String message) {
            super(message, null, false, false);
            this.type = type;
        }
    }

    private KeyService(StateFolder state, String region, Clock clock) {
        this.state = state;
        this.region = region;
        this.clock = clock;
    }

    /** Opens the keys of the state folder, none at first. */
    public static KeyService open(StateFolder state, String region, Clock clock) {
        KeyService service = new KeyService(state, region, clock);
        service.load();
        return service;
    }

    /**
     * Makes a key under an alias unless it is there.
     *
     * @param alias such as {@code alias/zhicheng-data}
     * @return the key's ARN, the same at every start
     */
    public synchronized String ensure(String alias, KeySpec spec) {
        UUID id = aliases.get(alias);
        if (id == null) {
            id = create(spec, alias).id();
            aliases.put(alias, id);
            save();
        } else if (keys.get(id).spec() != spec) {
            throw new IllegalStateException(alias + " is a key of another kind: " + keys.get(id).spec());
        }
        return arn(id);
    }

    @Override
    public Answer handle(String operation, JsonNode request) {
        try {
            return Answer.ok(switch (operation) {
                case "CreateKey" -> createKey(request);
                case "CreateAlias" -> createAlias(request);
                case "DescribeKey" -> object().set("KeyMetadata", metadata(key(request)));
                case "ListKeys" -> listKeys();
                case "ListAliases" -> listAliases(request);
                case "Encrypt" -> encrypt(request);
                case "Decrypt" -> decrypt(request);
                case "GenerateDataKey" -> generateDataKey(request);
                case "GenerateDataKeyPairWithoutPlaintext" -> generateDataKeyPair(request);
                case "GenerateMac" -> generateMac(request);
                case "VerifyMac" -> verifyMac(request);
                case "Sign" -> sign(request);
                case "Verify" -> verify(request);
                case "GetPublicKey" -> getPublicKey(request);
                default -> throw new Refused("UnsupportedOperationException", "the embedded KMS has no " + operation);
            });
        } catch (Refused e) {
            return Answer.refused(e.type, e.getMessage());
        } catch (GeneralSecurityException e) {
            return Answer.error(500, "KMSInternalException", e.toString());
        }
    }

    private synchronized JsonNode createKey(JsonNode request) {
        String name = request.path("KeySpec").asText(request.path("CustomerMasterKeySpec").asText("SYMMETRIC_DEFAULT"));
        KeySpec spec = Arrays.stream(KeySpec.values()).filter(known -> known.name().equals(name)).findFirst()
                .orElseThrow(() -> new Refused("UnsupportedOperationException", "the embedded KMS has no key spec " + name));
        String usage = request.path("KeyUsage").asText(spec == KeySpec.SYMMETRIC_DEFAULT ? spec.usage : "");
        if (!usage.equals(spec.usage)) {
            throw new Refused("ValidationException", "KeyUsage " + usage + " is not compatible with KeySpec " + name);
        }
        Key key = create(spec, request.path("Description").asText());
        save();
        return object().set("KeyMetadata", metadata(key));
    }

    private synchronized JsonNode createAlias(JsonNode request) {
        String alias = request.path("AliasName").asText();
        if (!alias.matches("alias/[a-zA-Z0-9/_-]+")) {
            throw new Refused("InvalidAliasNameException", "Alias must start with the prefix \"alias/\"");
        }
        if (aliases.containsKey(alias)) {
            throw new Refused("AlreadyExistsException", "An alias with the name " + arnOf(alias) + " already exists");
        }
        aliases.put(alias, key(request.path("TargetKeyId").asText()).id());
        save();
        return object();
    }

    private synchronized JsonNode listKeys() {
        ObjectNode answer = object().put("Truncated", false);
        ArrayNode list = answer.putArray("Keys");
        keys.keySet().forEach(id -> list.addObject().put("KeyId", id.toString()).put("KeyArn", arn(id)));
        return answer;
    }

    private synchronized JsonNode listAliases(JsonNode request) {
        Optional<UUID> only = request.hasNonNull("KeyId") ? Optional.of(key(request).id()) : Optional.empty();
        ObjectNode answer = object().put("Truncated", false);
        ArrayNode list = answer.putArray("Aliases");
        aliases.forEach((alias, id) -> {
            if (only.isEmpty() || only.get().equals(id)) {
                list.addObject().put("AliasName", alias).put("AliasArn", arnOf(alias)).put("TargetKeyId", id.toString());
            }
        });
        return answer;
    }

    private JsonNode encrypt(JsonNode request) throws GeneralSecurityException {
        Key key = key(request, KeySpec.SYMMETRIC_DEFAULT);
        byte[] plaintext = bytes(request, "Plaintext", MAX_MESSAGE);
        return object().put("CiphertextBlob", seal(key, plaintext, context(request))).put("KeyId", arn(key.id())).put("EncryptionAlgorithm",
                "SYMMETRIC_DEFAULT");
    }

    private JsonNode decrypt(JsonNode request) throws GeneralSecurityException {
        byte[] blob = bytes(request, "CiphertextBlob", 6144);
        if (blob.length < HEADER_BYTES + TAG_BITS / 8 || blob[0] != FORMAT) {
            throw invalidCiphertext();
        }
        ByteBuffer head = ByteBuffer.wrap(blob, 1, 16);
        Key key = find(new UUID(head.getLong(), head.getLong())).orElseThrow(KeyService::invalidCiphertext);
        if (request.hasNonNull("KeyId") && !key(request, KeySpec.SYMMETRIC_DEFAULT).id().equals(key.id())) {
            throw new Refused("IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(blob, 17, HEADER_BYTES), context(request));
        try {
            byte[] plaintext = cipher.doFinal(blob, HEADER_BYTES, blob.length - HEADER_BYTES);
            return object().put("Plaintext", plaintext).put("KeyId", arn(key.id())).put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        } catch (AEADBadTagException e) {
            throw invalidCiphertext();
        }
    }

    private JsonNode generateDataKey(JsonNode request) throws GeneralSecurityException {
        Key key = key(request, KeySpec.SYMMETRIC_DEFAULT);
        int length = request.path("KeySpec").asText().equals("AES_128") ? 16 : request.path("NumberOfBytes").asInt(32);
        if (length < 1 || length > 1024) {
            throw new Refused("ValidationException", "numberOfBytes must be between 1 and 1024");
        }
        byte[] dataKey = randomBytes(length);
        return object().put("Plaintext", dataKey).put("CiphertextBlob", seal(key, dataKey, context(request))).put("KeyId", arn(key.id()));
    }

    private JsonNode generateDataKeyPair(JsonNode request) throws GeneralSecurityException {
        Key key = key(request, KeySpec.SYMMETRIC_DEFAULT);
        if (!request.path("KeyPairSpec").asText().equals("RSA_2048")) {
            throw new Refused("UnsupportedOperationException", "the embedded KMS has no key pair " + request.path("KeyPairSpec").asText());
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048, random);
        KeyPair pair = generator.generateKeyPair();
        return object().put("PrivateKeyCiphertextBlob", seal(key, pair.getPrivate().getEncoded(), context(request)))
                .put("PublicKey", pair.getPublic().getEncoded()).put("KeyPairSpec", "RSA_2048").put("KeyId", arn(key.id()));
    }

    private JsonNode generateMac(JsonNode request) throws GeneralSecurityException {
        Key key = key(request, KeySpec.HMAC_256);
        algorithm(request, "MacAlgorithm", MAC_ALGORITHM);
        return object().put("Mac", mac(key, bytes(request, "Message", MAX_MESSAGE))).put("MacAlgorithm", MAC_ALGORITHM).put("KeyId",
                arn(key.id()));
    }

    private JsonNode verifyMac(JsonNode request) throws GeneralSecurityException {
        Key key = key(request, KeySpec.HMAC_256);
        algorithm(request, "MacAlgorithm", MAC_ALGORITHM);
        if (!MessageDigest.isEqual(mac(key, bytes(request, "Message", MAX_MESSAGE)), bytes(request, "Mac", MAX_MESSAGE))) {
            throw new Refused("KMSInvalidMacException", "The MAC is not valid for the message.");
        }
        return object().put("MacValid", true).put("MacAlgorithm", MAC_ALGORITHM).put("KeyId", arn(key.id()));
    }

    private JsonNode sign(JsonNode request) throws GeneralSecurityException {
        Key key = key(request, KeySpec.ECC_NIST_P256);
        algorithm(request, "SigningAlgorithm", SIGNING_ALGORITHM);
        Signature signature = signature(request);
        signature.initSign(privateKey(key), random);
        signature.update(message(request));
        return object().put("Signature", signature.sign()).put("SigningAlgorithm", SIGNING_ALGORITHM).put("KeyId", arn(key.id()));
    }

    private JsonNode verify(JsonNode request) throws GeneralSecurityException {
        Key key = key(request, KeySpec.ECC_NIST_P256);
        algorithm(request, "SigningAlgorithm", SIGNING_ALGORITHM);
        Signature signature = signature(request);
        signature.initVerify(publicKey(key));
        signature.update(message(request));
        if (!verifies(signature, bytes(request, "Signature", 6144))) {
            throw new Refused("KMSInvalidSignatureException", "The signature is not valid for the message.");
        }
        return object().put("SignatureValid", true).put("SigningAlgorithm", SIGNING_ALGORITHM).put("KeyId", arn(key.id()));
    }

    private JsonNode getPublicKey(JsonNode request) {
        Key key = key(request, KeySpec.ECC_NIST_P256);
        ObjectNode answer = object().put("KeyId", arn(key.id())).put("PublicKey", key.publicKey()).put("KeySpec", key.spec().name())
                .put("CustomerMasterKeySpec", key.spec().name()).put("KeyUsage", key.spec().usage);
        answer.putArray("SigningAlgorithms").add(SIGNING_ALGORITHM);
        return answer;
    }

    private ObjectNode metadata(Key key) {
        ObjectNode node = object().put("AWSAccountId", LocalCredentials.ACCOUNT).put("KeyId", key.id().toString()).put("Arn", arn(key.id()))
                .put("CreationDate", key.created().getEpochSecond()).put("Enabled", true).put("Description", key.description())
                .put("KeyUsage", key.spec().usage).put("KeyState", "Enabled").put("Origin", "AWS_KMS").put("KeyManager", "CUSTOMER")
                .put("KeySpec", key.spec().name()).put("CustomerMasterKeySpec", key.spec().name()).put("MultiRegion", false);
        switch (key.spec()) {
            case SYMMETRIC_DEFAULT -> node.putArray("EncryptionAlgorithms").add("SYMMETRIC_DEFAULT");
            case HMAC_256 -> node.putArray("MacAlgorithms").add(MAC_ALGORITHM);
            case ECC_NIST_P256 -> node.putArray("SigningAlgorithms").add(SIGNING_ALGORITHM);
        }
        return node;
    }

    /** The ciphertext carries its key's id, so that decryption needs no other. */
    private byte[] seal(Key key, byte[] plaintext, byte[] context) throws GeneralSecurityException {
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plaintext);
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length).put(FORMAT).putLong(key.id().getMostSignificantBits())
                .putLong(key.id().getLeastSignificantBits()).put(nonce).put(sealed).array();
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.secret(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private static byte[] mac(Key key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static Signature signature(JsonNode request) throws GeneralSecurityException {
        return Signature.getInstance(digested(request) ? "NONEwithECDSA" : "SHA256withECDSA");
    }

    private static byte[] message(JsonNode request) {
        byte[] message = bytes(request, "Message", MAX_MESSAGE);
        if (digested(request) && message.length != 32) {
            throw new Refused("ValidationException", "Digest is invalid length for algorithm " + SIGNING_ALGORITHM + ".");
        }
        return message;
    }

    private static boolean digested(JsonNode request) {
        String type = request.path("MessageType").asText("RAW");
        if (!type.equals("RAW") && !type.equals("DIGEST")) {
            throw new Refused("ValidationException", "MessageType must be RAW or DIGEST");
        }
        return type.equals("DIGEST");
    }

    private static boolean verifies(Signature signature, byte[] value) {
        try {
            return signature.verify(value);
        } catch (SignatureException e) {
            // Not a signature's encoding at all.
            return false;
        }
    }

    private static PrivateKey privateKey(Key key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key.secret()));
    }

    private static PublicKey publicKey(Key key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.publicKey()));
    }

    /** Lengths before the texts, so that no two contexts give the same bytes. */
    private static byte[] context(JsonNode request) {
        TreeMap<String, String> sorted = new TreeMap<>();
        request.path("EncryptionContext").properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
        StringBuilder text = new StringBuilder();
        sorted.forEach(
                (name, value) -> text.append(name.length()).append(':').append(name).append(value.length()).append(':').append(value));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode request, String field, int max) {
        try {
            byte[] value = Base64.getDecoder().decode(request.path(field).asText());
            if (value.length == 0 || value.length > max) {
                throw new Refused("ValidationException", field + " must have 1 to " + max + " bytes");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new Refused("SerializationException", field + " is not Base64");
        }
    }

    private static void algorithm(JsonNode request, String field, String wanted) {
        if (!request.path(field).asText().equals(wanted)) {
            throw new Refused("InvalidKeyUsageException", field + " must be " + wanted + " for this key");
        }
    }

    private Key key(JsonNode request, KeySpec spec) {
        Key key = key(request);
        if (key.spec() != spec) {
            throw new Refused("InvalidKeyUsageException",
                    arn(key.id()) + " key usage is " + key.spec().usage + " which is not valid here.");
        }
        return key;
    }

    private Key key(JsonNode request) {
        return key(request.path("KeyId").asText());
    }

    /** @param name a key's id, an alias, or the ARN of either */
    private synchronized Key key(String name) {
        String local = name.startsWith("arn:") ? name.substring(name.lastIndexOf(':') + 1) : name;
        if (local.startsWith("alias/")) {
            UUID id = aliases.get(local);
            if (id == null) {
                throw new Refused("NotFoundException", "Alias " + arnOf(local) + " is not found.");
            }
            return keys.get(id);
        }
        String id = local.startsWith("key/") ? local.substring(4) : local;
        return keys.values().stream().filter(key -> key.id().toString().equals(id)).findFirst()
                .orElseThrow(() -> new Refused("NotFoundException",
                        "Key 'arn:aws:kms:" + region + ":" + LocalCredentials.ACCOUNT + ":key/" + id + "' does not exist"));
    }

    private synchronized Optional<Key> find(UUID id) {
        return Optional.ofNullable(keys.get(id));
    }

    private Key create(KeySpec spec, String description) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Key key = switch (spec) {
            case SYMMETRIC_DEFAULT, HMAC_256 -> new Key(id, spec, description, now, randomBytes(32), new byte[0]);
            case ECC_NIST_P256 -> {
                KeyPair pair = keyPair();
                yield new Key(id, spec, description, now, pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
            }
        };
        keys.put(id, key);
        return key;
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private String arn(UUID id) {
        return "arn:aws:kms:" + region + ":" + LocalCredentials.ACCOUNT + ":key/" + id;
    }

    private String arnOf(String alias) {
        return "arn:aws:kms:" + region + ":" + LocalCredentials.ACCOUNT + ":" + alias;
    }

    private static Refused invalidCiphertext() {
        return new Refused("InvalidCiphertextException", "the ciphertext, its key or its encryption context is not right");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void load() {
        Path file = state.path().resolve("keys.json");
        if (!Files.exists(file)) {
            return;
        }
        try {
            JsonNode content = JSON.readTree(file.toFile());
            for (JsonNode node : content.path("keys")) {
                UUID id = UUID.fromString(node.path("id").asText());
                keys.put(id,
                        new Key(id, KeySpec.valueOf(node.path("spec").asText()), node.path("description").asText(),
                                Instant.parse(node.path("created").asText()), node.path("secret").binaryValue(),
                                node.path("public").binaryValue()));
            }
            content.path("aliases").properties().forEach(alias -> aliases.put(alias.getKey(), UUID.fromString(alias.getValue().asText())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void save() {
        ObjectNode content = object();
        ArrayNode list = content.putArray("keys");
        List<Key> all = new ArrayList<>(keys.values());
        all.forEach(
                key -> list.addObject().put("id", key.id().toString()).put("spec", key.spec().name()).put("description", key.description())
                        .put("created", key.created().toString()).put("secret", key.secret()).put("public", key.publicKey()));
        ObjectNode names = content.putObject("aliases");
        aliases.forEach((alias, id) -> names.put(alias, id.toString()));
        try {
            state.writeSecret("keys.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the keys", e);
        }
    }
}
