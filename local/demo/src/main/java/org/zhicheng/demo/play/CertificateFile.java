package org.zhicheng.demo.play;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;

/**
 * A certificate's PDF as whoever was handed it can check it without a network: the facts attached to it, and their signature (R31).
 *
 * @param facts the signed bytes, {@code facts.json}
 * @param signature ECDSA over SHA-256 in DER, {@code facts.sig}
 */
public record CertificateFile(byte[] facts, byte[] signature) {

    /** @throws Unexpected where it is no PDF, or nothing is attached to it */
    public static CertificateFile read(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDEmbeddedFilesNameTreeNode tree = new PDDocumentNameDictionary(document.getDocumentCatalog()).getEmbeddedFiles();
            Map<String, PDComplexFileSpecification> files = tree == null ? null : tree.getNames();
            return new CertificateFile(content(files, "facts.json"), content(files, "facts.sig"));
        } catch (IOException e) {
            throw new Unexpected("证书不是有效的 PDF the certificate is no PDF: " + e.getMessage(), e);
        }
    }

    /** The published key, from its PEM. */
    public static PublicKey key(String pem) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unexpected("公布的公钥无效 the published key is none: " + e.getMessage(), e);
        }
    }

    public JsonNode statement() {
        try {
            return new ObjectMapper().readTree(facts);
        } catch (IOException e) {
            throw new Unexpected("facts.json: " + e.getMessage(), e);
        }
    }

    public boolean isSignedBy(PublicKey key) {
        return isSigned(key, facts);
    }

    /** True where the signature notices that one character of the facts was changed. */
    public boolean noticesForgery(PublicKey key) {
        byte[] forged = facts.clone();
        forged[forged.length / 2] ^= 1;
        return !isSigned(key, forged);
    }

    private boolean isSigned(PublicKey key, byte[] content) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] content(Map<String, PDComplexFileSpecification> files, String name) throws IOException {
        if (files == null || !files.containsKey(name)) {
            throw new Unexpected("证书没有附件 nothing is attached to the certificate as " + name);
        }
        return files.get(name).getEmbeddedFile().toByteArray();
    }
}
