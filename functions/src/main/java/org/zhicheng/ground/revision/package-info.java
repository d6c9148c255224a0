/** How often something changed, and what of it: so that one decides on what one saw (R49). */
package org.zhicheng.ground.revision;
