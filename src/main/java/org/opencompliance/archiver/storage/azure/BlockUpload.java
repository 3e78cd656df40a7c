package org.opencompliance.archiver.storage.azure;

import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes a blob: a small one in one request, a large one in blocks that become visible with the last request. */
final class BlockUpload {

    static final int BLOCK = 4 << 20;

    private final BlockBlobClient blob;
    private final Map<String, String> metadata;
    private final BlobRequestConditions conditions;

    /** @param conditions for the creation of the blob */
    BlockUpload(BlockBlobClient blob, Map<String, String> metadata, BlobRequestConditions conditions) {
        this.blob = blob;
        this.metadata = metadata;
        this.conditions = conditions;
    }

    /** @return the ETag */
    String write(InputStream in) throws IOException {
        byte[] first = in.readNBytes(BLOCK);
        byte[] second = first.length < BLOCK ? new byte[0] : in.readNBytes(BLOCK);
        return second.length == 0 ? whole(first) : inBlocks(first, second, in);
    }

    private String whole(byte[] content) throws IOException {
        BlockBlobSimpleUploadOptions options = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
                .setMetadata(metadata)
                .setRequestConditions(conditions);
        return eTag(AzureCall.blob(() -> blob.uploadWithResponse(options, null, Context.NONE)));
    }

    private String inBlocks(byte[] first, byte[] second, InputStream rest) throws IOException {
        List<String> ids = new ArrayList<>();
        stage(ids, first);
        for (byte[] block = second; block.length > 0; block = rest.readNBytes(BLOCK)) {
            stage(ids, block);
        }
        BlockBlobCommitBlockListOptions options =
                new BlockBlobCommitBlockListOptions(ids).setMetadata(metadata).setRequestConditions(conditions);
        return eTag(AzureCall.blob(() -> blob.commitBlockListWithResponse(options, null, Context.NONE)));
    }

    private void stage(List<String> ids, byte[] block) throws IOException {
        byte[] number = "%08d".formatted(ids.size()).getBytes(StandardCharsets.US_ASCII);
        String id = Base64.getEncoder().encodeToString(number);
        AzureCall.blob(() -> {
            blob.stageBlock(id, BinaryData.fromBytes(block));
            return id;
        });
        ids.add(id);
    }

    private static String eTag(Response<BlockBlobItem> answer) {
        return answer.getValue().getETag();
    }
}
