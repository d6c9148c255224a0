/** Plays the sample dossiers through the public HTTP API, as the people of the samples would; it knows the API's JSON and nothing behind it. */
package org.zhicheng.demo.play;
